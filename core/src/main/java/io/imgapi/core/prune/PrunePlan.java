/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.prune;

import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * What a prune will let go; pure data.
 *
 * @param expired snapshots that retention lets go, with what their directories hold
 * @param kept snapshots that stay
 * @param remains directories without a list, with what they hold
 * @param files image files of the mirror that nothing needs
 * @param blobs small contents that nothing needs
 */
public record PrunePlan(
    Map<SnapshotId, Snapshots.Parts> expired,
    Set<SnapshotId> kept,
    Map<SnapshotId, Snapshots.Parts> remains,
    List<Unneeded> files,
    List<Unneeded> blobs) {

  /**
   * An object that may go.
   *
   * @param path its full path
   * @param etag the version that was listed; another one stays
   * @param size bytes
   */
  public record Unneeded(String path, String etag, long size) {}

  /** Bytes that will be free. */
  public long bytes() {
    List<Unneeded> all = new ArrayList<>(files);
    all.addAll(blobs);
    return all.stream().mapToLong(Unneeded::size).sum();
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return expired.isEmpty() && remains.isEmpty() && files.isEmpty() && blobs.isEmpty();
  }

  /** Splits what there is into what is finished and what is not. */
  static NavigableMap<SnapshotId, Snapshots.Parts> finished(
      NavigableMap<SnapshotId, Snapshots.Parts> all) {
    NavigableMap<SnapshotId, Snapshots.Parts> finished = new java.util.TreeMap<>(all);
    finished.values().removeIf(parts -> parts.list().isEmpty());
    return finished;
  }
}
