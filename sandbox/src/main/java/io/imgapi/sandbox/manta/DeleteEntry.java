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
import java.util.Optional;

/**
 * DELETE (manta-protocol.md 3.6). Emptiness and removal are one step here; on the real one a put in
 * between can leave an orphan.
 */
final class DeleteEntry implements Operation {

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    if (target.isRoot()) {
      throw MantaError.rootDirectory(exchange.method(), exchange.cleanPath());
    }
    boolean object = target.entry().orElseThrow() instanceof ObjectEntry;
    if (object) {
      Conditions.pass(exchange, target.entry());
    }
    RequestBody.drop(exchange);
    boolean guarded = object && Conditions.isGuarded(exchange);
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
              if (before instanceof DirectoryEntry && change.childCount(path) > 0) {
                throw MantaError.badRequest(
                    "DirectoryNotEmpty", exchange.cleanPath() + " is not empty");
              }
              change.remove(path);
              return null;
            });
    Answer.empty(exchange, 204);
  }
}
