/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes directories of the mirror when something is to be put into them, each at most once. */
public final class MirrorDirectories {
  private final ObjectStore store;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Begins with what a listing has seen.
   *
   * @param existing full paths of directories that are there
   */
  public MirrorDirectories(ObjectStore store, Collection<String> existing) {
    this.store = store;
    known.addAll(existing);
  }

  /** Makes {@code directory}, and those above it where they are missing. */
  public void ensure(String directory) {
    if (known.contains(directory)) {
      return;
    }
    try {
      store.makeDirectory(directory);
    } catch (StoreException e) {
      int slash = directory.lastIndexOf('/');
      if (e.kind() != StoreException.Kind.ABSENT || slash <= 0) {
        throw e;
      }
      ensure(directory.substring(0, slash));
      store.makeDirectory(directory);
    }
    known.add(directory);
  }
}
