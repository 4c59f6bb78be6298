/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.prune;

import io.imgapi.core.snapshot.SnapshotId;
import java.util.List;

/**
 * What a prune let go.
 *
 * @param expired snapshots whose lists went
 * @param kept snapshots that are left
 * @param files image files that went from the mirror
 * @param blobs small contents that went
 * @param remains directories of unfinished or removed snapshots that were cleared
 * @param bytes bytes of files and blobs together
 */
public record PruneResult(
    List<SnapshotId> expired,
    List<SnapshotId> kept,
    long files,
    long blobs,
    long remains,
    long bytes) {

  /** Whether anything went. */
  public boolean changedAnything() {
    return !expired.isEmpty() || files + blobs + remains > 0;
  }
}
