/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.VersionedPut;
import io.imgapi.core.verify.Finding.Repair;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Puts what was found again into its place: over exactly the version that is there, as the owner of
 * the area. Where only the plan is wanted, says what would be put.
 */
final class Mending {
  private final RepairRight right;
  private final VersionedPut put;
  private final MirrorDirectories directories;
  private final Set<String> good = ConcurrentHashMap.newKeySet();

  Mending(RepairRight right, RemoteTree remote) {
    this.right = right;
    this.put = new VersionedPut(right.area().store(), right.sleeper());
    String above = right.area().mirror().backup() + "/";
    this.directories =
        new MirrorDirectories(
            right.area().store(),
            path -> path.startsWith(above) && remote.hasDirectory(path.substring(above.length())));
  }

  /** Whether an object was put again, or would be. */
  boolean isGood(String path) {
    return good.contains(path);
  }

  /** The object as it is now. */
  Optional<Entry> now(String path) {
    return right.area().store().head(path).filter(entry -> !entry.directory());
  }

  /**
   * Puts a content.
   *
   * @param now what it replaces
   */
  Repair put(String path, Source source, Optional<Entry> now) {
    return mend(
        path,
        source.words(),
        () -> {
          Content content = source.content();
          directories.ensure(path.substring(0, path.lastIndexOf('/')));
          put.put(path, content, now.map(Entry::etag).orElse(VersionedPut.NOTHING));
          return content.md5().orElseThrow();
        });
  }

  /** Mends an object in whatever way, unless only the plan is wanted. */
  Repair mend(String path, String from, Supplier<Md5> how) {
    if (right.isDryRun()) {
      good.add(path);
      return Repair.possible("it would be put again from " + from);
    }
    right.take();
    Md5 md5 = how.get();
    good.add(path);
    return Repair.done("put again from " + from + ", MD5 " + md5.hex());
  }

  /** Tries a repair; that one cannot be done now does not stop the others. */
  static Repair trying(Supplier<Repair> repair) {
    try {
      return repair.get();
    } catch (StoreException e) {
      return switch (e.kind()) {
        case AUTHENTICATION, CLOCK, FULL -> throw e;
        case ABSENT, REFUSED, CONFLICT, THROTTLED, UNREACHABLE, CORRUPT ->
            Repair.impossible("not now: " + e.getMessage());
      };
    }
  }
}
