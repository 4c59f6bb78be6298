/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What the local trees hold, complete.
 *
 * @param manifests the manifests that could be read, by image
 * @param unreadable manifests that are there and are torn or cannot be read, with the reason
 * @param otherManifestFiles other files in the manifests directory, with their sizes
 * @param imageFiles files of images: image, then file name, then size
 * @param otherImageFiles files elsewhere in the images tree: relative path, then size
 */
public record LocalTree(
    Map<UUID, LocalManifest> manifests,
    Map<UUID, String> unreadable,
    SortedMap<String, Long> otherManifestFiles,
    Map<UUID, Map<String, Long>> imageFiles,
    SortedMap<String, Long> otherImageFiles) {

  /** The files of one image with their sizes; empty where it has none. */
  public Map<String, Long> filesOf(UUID uuid) {
    return imageFiles.getOrDefault(uuid, Map.of());
  }
}
