/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.auth.Caller;
import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.TreePath;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is about.
 *
 * @param caller who asks
 * @param path where
 * @param entry what is there; empty when nothing is
 * @param parent what is above; looked up for PUT only, empty otherwise
 */
record Target(Caller caller, TreePath path, Optional<Entry> entry, Optional<Entry> parent) {

  /** Stands for the directories that exist without a record (manta-protocol.md 1.1). */
  static final DirectoryEntry ROOT = new DirectoryEntry(0, 0, Map.of());

  /** Returns whether the path is an account's root or one of its trees. */
  static boolean isRoot(TreePath path) {
    return path.depth() <= 2;
  }

  boolean isRoot() {
    return isRoot(path);
  }

  boolean isPublic() {
    return path.text().startsWith("/public", path.account().length() + 1)
        && (path.depth() == 2 || path.text().startsWith("/public/", path.account().length() + 1));
  }

  /** Returns the version of what was there at the start; 0 for nothing. */
  long version() {
    return entry.map(Entry::version).orElse(0L);
  }
}
