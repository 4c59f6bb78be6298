/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/** Sends answers, with the headers that all of them carry (triton-apis.md 0). */
final class Answer {

  private static final long DRAIN_LIMIT = 1 << 20;

  private Answer() {}

  static void json(Exchange exchange, int status, JsonNode body) {
    byte[] bytes = JsonText.indented(body).getBytes(UTF_8);
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length));
    head(exchange, status);
    exchange.response().write(true, ByteBuffer.wrap(bytes), exchange.callback());
  }

  static void empty(Exchange exchange, int status) {
    head(exchange, status);
    exchange.response().write(true, null, exchange.callback());
  }

  /** Sends an image with its tag, or that the caller's copy is still right. */
  static void image(Exchange exchange, Image image, boolean adminFields) {
    ObjectNode view = exchange.view(adminFields).of(image);
    String etag = ImageView.etag(view);
    exchange.response().getHeaders().put(HttpHeader.ETAG, etag);
    if (isKnown(exchange, etag)) {
      empty(exchange, 304);
    } else {
      json(exchange, 200, view);
    }
  }

  static boolean isKnown(Exchange exchange, String etag) {
    return exchange.method().equals("GET")
        && exchange
            .header("if-none-match")
            .map(known -> known.replace("\"", ""))
            .filter(known -> known.equals(etag) || known.equals("*"))
            .isPresent();
  }

  static void error(Exchange exchange, ApiError error) {
    settleBody(exchange);
    json(exchange, error.status(), error.body());
  }

  /**
   * Sends a content of a known size, whose other headers are set.
   *
   * @throws IOException when there are fewer bytes; the connection must not be used any more
   */
  static void content(Exchange exchange, InputStream content, long size) throws IOException {
    exchange.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, Long.toString(size));
    head(exchange, 200);
    OutputStream out = Content.Sink.asOutputStream(exchange.response());
    byte[] piece = new byte[64 * 1024];
    long left = size;
    while (left > 0) {
      int read = content.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new EOFException(left + " of " + size + " bytes are missing");
      }
      out.write(piece, 0, read);
      left -= read;
    }
    exchange.response().write(true, null, exchange.callback());
  }

  /** A client that still sends is read to its end when that is near; else the connection ends. */
  private static void settleBody(Exchange exchange) {
    HttpFields headers = exchange.request().getHeaders();
    long length = exchange.contentLength();
    boolean none = length == 0 || (length < 0 && !headers.contains(HttpHeader.TRANSFER_ENCODING));
    if (none) {
      return;
    }
    if (headers.contains(HttpHeader.EXPECT) || length > DRAIN_LIMIT || !isDrained(exchange)) {
      exchange.response().getHeaders().put(HttpHeader.CONNECTION, "close");
    }
  }

  private static boolean isDrained(Exchange exchange) {
    try {
      return exchange.body().readNBytes((int) DRAIN_LIMIT + 1).length <= DRAIN_LIMIT;
    } catch (IOException broken) {
      return false;
    }
  }

  private static void head(Exchange exchange, int status) {
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put(HttpHeader.SERVER, exchange.context().config().serverName());
    headers.put(
        HttpHeader.DATE,
        DateGenerator.formatDate(exchange.context().clock().instant().toEpochMilli()));
    headers.put("x-request-id", exchange.requestId());
    headers.put(
        "x-response-time",
        Long.toString((System.nanoTime() - exchange.request().getHeadersNanoTime()) / 1_000_000));
    headers.put("x-server-name", exchange.context().hostname());
    exchange.response().setStatus(status);
    AuditRecord.write(exchange, status);
  }
}
