/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.store.BodySink;
import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import io.imgapi.sandbox.store.TreePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;

/**
 * PUT of an object (manta-protocol.md 3.4): readers see the whole old or the whole new content, and
 * a guarded put is a compare-and-swap on what was there when the request began.
 */
final class PutObject implements Operation {

  private static final String ALLOW_ORIGIN = "access-control-allow-origin";

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    Conditions.pass(exchange, target.entry());
    UploadArguments arguments = UploadArguments.of(exchange, target);
    Map<String, String> headers = headers(exchange, target);
    if (exchange.struck().has(Fault.DiskFull.class)) {
      throw new MantaError(507, "NotEnoughSpace", "not enough free space for this object");
    }
    try (BodySink sink = exchange.context().tree().bodies().receive()) {
      RequestBody.receive(exchange, sink, arguments.limit());
      arguments.checkMd5(sink);
      commit(exchange, target, arguments, sink, headers);
    }
  }

  private static Map<String, String> headers(Exchange exchange, Target target) {
    Map<String, String> headers = StoredHeaders.of(exchange.requestHeaders(), true);
    if (target.isPublic() && !headers.containsKey(ALLOW_ORIGIN)) {
      headers = new HashMap<>(headers);
      headers.put(ALLOW_ORIGIN, "*");
    }
    return headers;
  }

  private static void commit(
      Exchange exchange,
      Target target,
      UploadArguments arguments,
      BodySink sink,
      Map<String, String> headers) {
    String etag = exchange.context().uuids().get().toString();
    String md5 = sink.md5();
    long now = exchange.now().toEpochMilli();
    boolean guarded = Conditions.isGuarded(exchange);
    TreePath path = target.path();
    Races.strike(exchange);
    exchange
        .context()
        .tree()
        .write(
            change -> {
              Optional<Entry> current = change.find(path);
              if (guarded && current.map(Entry::version).orElse(0L) != target.version()) {
                throw MantaError.concurrent(exchange.cleanPath());
              }
              if (current.orElse(null) instanceof DirectoryEntry) {
                throw MantaError.concurrent(exchange.cleanPath());
              }
              Parents.check(change, path, exchange);
              String type =
                  arguments
                      .contentType()
                      .or(() -> current.map(old -> ((ObjectEntry) old).contentType()))
                      .orElse(ContentTypes.BINARY);
              change.put(
                  path,
                  new ObjectEntry(
                      change.nextVersion(),
                      now,
                      etag,
                      sink.size(),
                      type,
                      md5,
                      sink.size() == 0 ? 0 : arguments.durability(),
                      change.adopt(sink),
                      headers));
              return null;
            });
    exchange.put(HttpHeader.ETAG, etag);
    exchange.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(now));
    computedMd5(exchange, md5);
    exchange.header("origin").ifPresent(origin -> exchange.put(ALLOW_ORIGIN, origin));
    Answer.empty(exchange, 204);
  }

  private static void computedMd5(Exchange exchange, String md5) {
    Optional<Fault.ComputedMd5> fault = exchange.struck().first(Fault.ComputedMd5.class);
    if (fault.isEmpty()) {
      exchange.put("Computed-MD5", md5);
    } else if (!fault.get().missing()) {
      exchange.put(
          "Computed-MD5", md5.startsWith("A") ? "B" + md5.substring(1) : "A" + md5.substring(1));
    }
  }
}
