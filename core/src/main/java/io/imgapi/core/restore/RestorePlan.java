/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import java.util.List;
import java.util.UUID;

/**
 * What a restore will do; pure data.
 *
 * @param source where it takes from
 * @param manifests manifests to place
 * @param files image files to fetch
 * @param bytes their bytes, manifests included
 * @param freeBytes room on the local data set
 * @param differing local files whose content differs, by relative path
 * @param lost files that a manifest names and the area lacks, as {@code uuid/name}
 * @param goneInManta files that the service itself keeps in Manta and that are not there as their
 *     manifests say, as {@code uuid/name}; no backup has them
 * @param leaving local files that are not of the snapshot and are moved out, by relative path
 * @param missingOrigins images that the one restored image builds on and that are not here
 */
public record RestorePlan(
    PlannedSource source,
    int manifests,
    int files,
    long bytes,
    long freeBytes,
    List<String> differing,
    List<String> lost,
    List<String> goneInManta,
    List<String> leaving,
    List<UUID> missingOrigins) {

  /** Whether the local trees hold everything already. */
  public boolean isUpToDate() {
    return manifests == 0 && files == 0 && leaving.isEmpty();
  }
}
