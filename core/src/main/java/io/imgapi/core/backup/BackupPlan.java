/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a backup will do; pure data.
 *
 * @param images images of which something has to be put
 * @param manifestExtras other files of the manifests directory to put, by name, with their sizes
 * @param imageExtras other files of the images tree to put, by relative path, with their sizes
 * @param manifestDeletions objects of the mirror's manifests tree to delete
 * @param fileDeletions objects of the mirror's images tree to delete
 * @param retained image files of the mirror that are gone locally and too large for a blob: they go
 *     when no snapshot needs them any more
 * @param quarantined images set aside: nothing of them is put over a good copy, nothing deleted
 * @param problems missing or damaged files of images
 * @param salvaged files whose only copy is an upload's leftover, as {@code uuid/name}
 * @param localManifests manifests here
 * @param localFiles files in the local images tree
 */
public record BackupPlan(
    List<PlannedImage> images,
    Map<String, Long> manifestExtras,
    Map<String, Long> imageExtras,
    List<Deletion> manifestDeletions,
    List<Deletion> fileDeletions,
    List<String> retained,
    Map<UUID, String> quarantined,
    Map<UUID, List<FileProblem>> problems,
    List<String> salvaged,
    int localManifests,
    int localFiles) {

  /**
   * An image of which something has to be put.
   *
   * @param uuid the image
   * @param manifest whether its manifest is to be put
   * @param files how many files
   * @param bytes their bytes together
   */
  public record PlannedImage(UUID uuid, boolean manifest, int files, long bytes) {}

  /** Manifests to put. */
  public long manifestPuts() {
    return images.stream().filter(PlannedImage::manifest).count() + manifestExtras.size();
  }

  /** Image files to put. */
  public long filePuts() {
    return images.stream().mapToLong(PlannedImage::files).sum() + imageExtras.size();
  }

  /** Bytes of image files to put. */
  public long fileBytes() {
    return images.stream().mapToLong(PlannedImage::bytes).sum()
        + imageExtras.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether the mirror is as it must be already. */
  public boolean isUpToDate() {
    return images.isEmpty()
        && manifestExtras.isEmpty()
        && imageExtras.isEmpty()
        && manifestDeletions.isEmpty()
        && fileDeletions.isEmpty();
  }

  /** Whether anything goes from the mirror. */
  public boolean deletesAnything() {
    return !manifestDeletions.isEmpty() || !fileDeletions.isEmpty();
  }
}
