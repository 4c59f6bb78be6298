/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/** Sends answers, with the headers that all of them carry (manta-protocol.md 3). */
final class Answer {

  private static final HttpField SERVER = new PreEncodedHttpField(HttpHeader.SERVER, "Manta/2");
  private static final HttpField SERVER_NAME = new PreEncodedHttpField("x-server-name", "sandbox");
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

  private Answer() {}

  /** Sends a status without a body. */
  static void empty(Exchange exchange, int status) {
    head(exchange, status);
    exchange.response().write(true, null, exchange.callback());
  }

  /** Sends a status with a whole body. */
  static void body(Exchange exchange, int status, byte[] bytes) {
    exchange.put(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length));
    head(exchange, status);
    if (exchange.method().equals("HEAD")) {
      exchange.response().write(true, null, exchange.callback());
      return;
    }
    exchange.context().counters().sent(bytes.length);
    exchange.response().write(true, ByteBuffer.wrap(bytes), exchange.callback());
  }

  static void json(Exchange exchange, int status, byte[] bytes) {
    exchange.response().getHeaders().put(JSON);
    body(exchange, status, bytes);
  }

  static void error(Exchange exchange, int status, String code, String message) {
    if (exchange.method().equals("HEAD")) {
      empty(exchange, status);
      return;
    }
    JsonText text = new JsonText(128);
    text.raw("{\"code\":").string(code).raw(",\"message\":").string(message).raw("}");
    byte[] bytes = text.toBytes();
    exchange.put(HttpHeader.CONTENT_MD5, md5(bytes));
    json(exchange, status, bytes);
  }

  /** Puts the common headers and the status, and has the request recorded. */
  static void head(Exchange exchange, int status) {
    if (exchange.struck().has(Fault.LostAnswer.class)) {
      throw ConnectionDropped.byReset();
    }
    var headers = exchange.response().getHeaders();
    headers.put(SERVER);
    headers.put(SERVER_NAME);
    headers.put(HttpHeader.DATE, DateGenerator.formatDate(exchange.now().toEpochMilli()));
    headers.put(
        "x-request-id",
        exchange
            .header("x-request-id")
            .filter(id -> !id.isEmpty() && id.length() <= 64)
            .orElseGet(() -> exchange.context().uuids().get().toString()));
    headers.put(
        "x-response-time",
        Long.toString((System.nanoTime() - exchange.request().getHeadersNanoTime()) / 1_000_000));
    if (exchange.header("user-agent").orElse("").startsWith("curl")) {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    exchange.response().setStatus(status);
    exchange.context().log().add(exchange.method(), exchange.rawPath(), status);
  }

  /** Writes a piece of a body and waits until it is on its way. */
  static void piece(Exchange exchange, ByteBuffer bytes) throws IOException {
    exchange.context().counters().sent(bytes.remaining());
    try (Blocker.Callback blocker = Blocker.callback()) {
      exchange.response().write(false, bytes, blocker);
      blocker.block();
    }
  }

  /** Ends a body sent in pieces. */
  static void end(Exchange exchange) {
    Callback callback = exchange.callback();
    exchange.response().write(true, null, callback);
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
