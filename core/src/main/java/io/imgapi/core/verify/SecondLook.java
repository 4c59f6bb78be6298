/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at an object again that a listing showed as wrong: a backup may be going on, and what it
 * does meanwhile is no damage. Each object is looked at once.
 */
final class SecondLook {
  private final ObjectStore store;
  private final Map<String, Optional<Entry>> seen = new ConcurrentHashMap<>();

  SecondLook(ObjectStore store) {
    this.store = store;
  }

  /** The object as it is now; empty where there is none. */
  Optional<Entry> at(String path) {
    return seen.computeIfAbsent(path, x -> store.head(path).filter(entry -> !entry.directory()));
  }

  /** What is there, in words. */
  static String words(Optional<Entry> there) {
    return there
        .map(
            entry ->
                entry.size() + " bytes" + (entry.md5() == null ? "" : ", MD5 " + entry.md5().hex()))
        .orElse("nothing");
  }
}
