/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Makes directories of the mirror when something is to be put into them: each once, but those of
 * images as often as they are asked for before they are seen. There are hundreds of thousands of
 * those, and each is soon seen by what lies in it.
 */
public final class MirrorDirectories {
  private final ObjectStore store;
  private final Predicate<String> seen;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  /**
   * Begins with what a listing has seen.
   *
   * @param seen whether a directory, by its full path, is there by now as far as is known
   */
  public MirrorDirectories(ObjectStore store, Predicate<String> seen) {
    this.store = store;
    this.seen = seen;
  }

  /** Makes {@code directory}, and those above it where they are missing. */
  public void ensure(String directory) {
    if (made.contains(directory) || seen.test(directory)) {
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
    if (!isOfImage(directory)) {
      made.add(directory);
    }
  }

  private static boolean isOfImage(String directory) {
    int above = directory.lastIndexOf('/', directory.lastIndexOf('/') - 1);
    return ImagePath.imageOf(directory.substring(above + 1)).isPresent();
  }
}
