/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.ownership.OwnerRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a restore will do; pure data.
 *
 * @param source the backup area
 * @param mirrorManifests manifests in the mirror
 * @param manifests manifests to place
 * @param files image files to fetch
 * @param bytes their bytes, manifests included
 * @param freeBytes room on the local data set
 * @param differing local files whose content differs, by relative path
 * @param lost files that a manifest names and the mirror lacks, as {@code uuid/name}
 * @param oldArea whether it has no snapshots, so that everything in it may be wanted
 * @param owner who wrote it last; empty where only the original tools did, or its record is damaged
 * @param takesOver whether this restore takes the area from that owner
 */
public record RestorePlan(
    String source,
    int mirrorManifests,
    int manifests,
    int files,
    long bytes,
    long freeBytes,
    List<String> differing,
    List<String> lost,
    boolean oldArea,
    Optional<OwnerRecord> owner,
    boolean takesOver) {

  /** Whether the local trees hold everything already. */
  public boolean isUpToDate() {
    return manifests == 0 && files == 0;
  }
}
