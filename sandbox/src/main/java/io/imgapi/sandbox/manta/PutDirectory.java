/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.TreePath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** PUT of a directory (manta-protocol.md 3.1): idempotent, replaces an object in its place. */
final class PutDirectory implements Operation {

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    if (target.path().depth() == 1) {
      throw MantaError.rootDirectory(exchange.method(), exchange.cleanPath());
    }
    RequestBody.drop(exchange);
    if (!target.isRoot()) {
      if (!(target.parent().orElseThrow() instanceof DirectoryEntry)) {
        throw MantaError.parentNotDirectory(Gate.parentOf(exchange.cleanPath()));
      }
      write(exchange, target);
    }
    exchange.header("origin").ifPresent(o -> exchange.put("access-control-allow-origin", o));
    Answer.empty(exchange, 204);
  }

  private static void write(Exchange exchange, Target target) {
    Map<String, String> headers = StoredHeaders.of(exchange.requestHeaders(), false);
    long now = exchange.now().toEpochMilli();
    boolean guarded = Conditions.isGuarded(exchange);
    Races.strike(exchange);
    TreePath path = target.path();
    exchange
        .context()
        .tree()
        .write(
            change -> {
              Optional<Entry> current = change.find(path);
              if (guarded && current.map(Entry::version).orElse(0L) != target.version()) {
                throw MantaError.concurrent(exchange.cleanPath());
              }
              boolean same =
                  current.orElse(null) instanceof DirectoryEntry old
                      && old.headers().equals(headers);
              if (!same) {
                Parents.check(change, path, exchange);
                change.put(path, new DirectoryEntry(change.nextVersion(), now, headers));
              }
              return null;
            });
  }
}
