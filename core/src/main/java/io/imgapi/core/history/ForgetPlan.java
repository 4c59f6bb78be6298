/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.prune.PrunePlan;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots.Parts;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What is done to forget an image; pure data.
 *
 * @param image which
 * @param withheld whether a restore left it out here, so that the mirror's copy is still kept
 * @param inMirror whether the mirror holds its manifest: then the next backup has to take it out
 *     before the snapshots can forget it
 * @param concerned snapshots that list it, or whose archive may still hold it, oldest first
 * @param parts what their directories hold
 * @param contents what nothing needs once they have forgotten it
 */
public record ForgetPlan(
    UUID image,
    boolean withheld,
    boolean inMirror,
    SortedMap<SnapshotId, Held> concerned,
    Map<SnapshotId, Parts> parts,
    PrunePlan contents) {

  /**
   * What a snapshot has of the image.
   *
   * @param files its manifest and its files; zero where only the archive may still hold it
   * @param bytes their bytes
   */
  public record Held(long files, long bytes) {}

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return !withheld && concerned.isEmpty() && contents.isEmpty();
  }
}
