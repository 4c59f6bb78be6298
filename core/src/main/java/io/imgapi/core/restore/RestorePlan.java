/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import java.util.List;

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
 * @param oldArea whether the original tools alone wrote the area
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
    boolean oldArea) {

  /** Whether the local trees hold everything already. */
  public boolean isUpToDate() {
    return manifests == 0 && files == 0;
  }
}
