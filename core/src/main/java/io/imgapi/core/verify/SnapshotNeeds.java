/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which versions of some files of the mirror snapshots need: what looks damaged to a manifest may
 * be all that a snapshot has.
 */
final class SnapshotNeeds {
  private static final int SIDE_BY_SIDE = 4;
  private final Map<String, Set<Md5>> needed = new ConcurrentHashMap<>();
  private final Set<SnapshotId> unreadable = ConcurrentHashMap.newKeySet();

  /**
   * Reads the lists of all snapshots.
   *
   * @param paths files that matter, relative to the backup area
   */
  SnapshotNeeds(Snapshots snapshots, Collection<SnapshotId> ids, Set<String> paths) {
    if (paths.isEmpty()) {
      return;
    }
    new Workers("needs", SIDE_BY_SIDE).forEach(ids, id -> read(snapshots, id, paths));
  }

  private void read(Snapshots snapshots, SnapshotId id, Set<String> paths) {
    try {
      snapshots.read(
          id,
          entry -> {
            if (entry.place() == Place.MIRROR && !entry.mutable() && paths.contains(entry.path())) {
              needed
                  .computeIfAbsent(entry.path(), x -> ConcurrentHashMap.newKeySet())
                  .add(entry.md5());
            }
          });
    } catch (ImgapiException e) {
      if (e.code() != ExitCode.INTEGRITY) {
        throw e;
      }
      unreadable.add(id);
    }
  }

  /** Whether a snapshot may need this version. */
  boolean mayNeed(String relative, Md5 version) {
    return !unreadable.isEmpty() || needed.getOrDefault(relative, Set.of()).contains(version);
  }
}
