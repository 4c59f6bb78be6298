/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

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
 * PUT with {@code ?metadata=true}: other headers, same content and etag (manta-protocol.md 3.8).
 */
final class PutMetadata implements Operation {

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    Entry existing = target.entry().orElseThrow(() -> MantaError.notFound(exchange.cleanPath()));
    if (target.isRoot()) {
      throw MantaError.rootDirectory(exchange.method(), exchange.cleanPath());
    }
    if (existing instanceof ObjectEntry) {
      Conditions.pass(exchange, target.entry());
    }
    refuseContentHeaders(exchange);
    RequestBody.drop(exchange);
    Map<String, String> headers =
        StoredHeaders.of(exchange.requestHeaders(), existing instanceof ObjectEntry);
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
              Entry before = current.orElseThrow(() -> MantaError.notFound(exchange.cleanPath()));
              change.put(path, changed(before, change.nextVersion(), now, headers, exchange));
              return null;
            });
    exchange.put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(now));
    Answer.empty(exchange, 204);
  }

  private static Entry changed(
      Entry before, long version, long now, Map<String, String> headers, Exchange exchange) {
    if (before instanceof ObjectEntry object) {
      Map<String, String> stored = headers;
      String disposition = object.headers().get(StoredHeaders.DISPOSITION);
      if (disposition != null && !headers.containsKey(StoredHeaders.DISPOSITION)) {
        stored = new HashMap<>(headers);
        stored.put(StoredHeaders.DISPOSITION, disposition);
      }
      String type =
          exchange
              .header("content-type")
              .filter(sent -> !sent.isEmpty())
              .map(ContentTypes::tidy)
              .orElse(object.contentType());
      return object.withMetadata(version, now, type, stored);
    }
    DirectoryEntry directory = (DirectoryEntry) before;
    return new DirectoryEntry(version, now, headers, directory.upload());
  }

  private static void refuseContentHeaders(Exchange exchange) {
    // The real one refuses a Content-Length of 0, too; tolerated, as it changes nothing.
    if (exchange.contentLength() > 0) {
      throw invalid("content-length");
    }
    for (String name : new String[] {"content-md5", "durability-level", "x-durability-level"}) {
      if (exchange.header(name).isPresent()) {
        throw invalid(name);
      }
    }
  }

  private static MantaError invalid(String name) {
    return MantaError.badRequest("InvalidUpdate", "overwrite of \"" + name + "\" forbidden");
  }
}
