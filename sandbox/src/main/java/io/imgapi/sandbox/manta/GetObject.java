/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import io.imgapi.sandbox.store.OpenBody;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** GET and HEAD of an object (manta-protocol.md 3.3, 3.5). */
final class GetObject implements Operation {

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    ObjectEntry object = (ObjectEntry) target.entry().orElseThrow();
    Optional<OpenBody> body = exchange.context().tree().bodies().open(object.body());
    // The object may be replaced between looking it up and opening it.
    while (body.isEmpty()) {
      Optional<Entry> fresh = exchange.context().tree().find(target.path());
      if (!(fresh.orElse(null) instanceof ObjectEntry now)) {
        throw MantaError.notFound(exchange.cleanPath());
      }
      object = now;
      exchange.putEntry(object);
      body = exchange.context().tree().bodies().open(object.body());
    }
    try (OpenBody open = body.get()) {
      answer(exchange, object, open);
    }
  }

  private static void answer(Exchange exchange, ObjectEntry object, OpenBody body)
      throws IOException {
    Optional<String> accept = exchange.header("accept");
    if (accept.isPresent() && !ContentTypes.accepts(accept.get(), object.contentType())) {
      throw new MantaError(
          406, "NotAcceptable", exchange.cleanPath() + " does not provide " + accept.get());
    }
    if (!Conditions.pass(exchange, Optional.of(object))) {
      Answer.empty(exchange, 304);
      return;
    }
    exchange.put(HttpHeader.CONTENT_TYPE, object.contentType());
    Cors.putStored(exchange, object.headers());
    boolean head = exchange.method().equals("HEAD");
    Optional<String> range = exchange.header("range").filter(r -> object.size() > 0 && !head);
    exchange.put("Durability-Level", Integer.toString(object.durability()));
    if (range.isPresent()) {
      ByteRange part = ByteRange.parse(range.get(), object.size());
      exchange.put(
          HttpHeader.CONTENT_RANGE,
          "bytes " + part.first() + "-" + part.last() + "/" + object.size());
      ResponseBody.send(exchange, 206, body, part.first(), part.length());
      return;
    }
    exchange.put(HttpHeader.CONTENT_MD5, object.contentMd5());
    if (head) {
      exchange.put(HttpHeader.CONTENT_LENGTH, Long.toString(object.size()));
      Answer.empty(exchange, 200);
      return;
    }
    exchange.put(HttpHeader.ACCEPT_RANGES, "bytes");
    ResponseBody.send(exchange, 200, body, 0, object.size());
  }
}
