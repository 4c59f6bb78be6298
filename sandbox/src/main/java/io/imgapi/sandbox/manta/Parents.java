/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.Tree;
import io.imgapi.sandbox.store.TreePath;

/** Whether the directory above is still there when a write is committed. */
final class Parents {

  private Parents() {}

  static void check(Tree.Transaction change, TreePath path, Exchange exchange) {
    TreePath above = path.parent().orElseThrow();
    if (Target.isRoot(above)) {
      return;
    }
    Entry parent =
        change
            .find(above)
            .orElseThrow(() -> MantaError.noParent(Gate.parentOf(exchange.cleanPath())));
    if (!(parent instanceof DirectoryEntry)) {
      throw MantaError.parentNotDirectory(Gate.parentOf(exchange.cleanPath()));
    }
  }
}
