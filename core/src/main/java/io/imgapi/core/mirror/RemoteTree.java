/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What the mirror holds, complete.
 *
 * @param manifests manifests by image
 * @param otherManifestObjects other objects in the manifests directory, by name
 * @param imageFiles files of images: image, then file name; an image whose directory is empty has
 *     an empty map
 * @param otherImageObjects objects elsewhere in the images tree, by relative path
 * @param directories directories that exist, by path relative to the backup area
 */
public record RemoteTree(
    Map<UUID, RemoteObject> manifests,
    SortedMap<String, RemoteObject> otherManifestObjects,
    Map<UUID, Map<String, RemoteObject>> imageFiles,
    SortedMap<String, RemoteObject> otherImageObjects,
    Set<String> directories) {

  /** The files of one image; empty where it has none. */
  public Map<String, RemoteObject> filesOf(UUID uuid) {
    return imageFiles.getOrDefault(uuid, Map.of());
  }

  /**
   * An object of the images tree; empty where it has none there.
   *
   * @param relative path relative to the images tree
   */
  public Optional<RemoteObject> imageObject(String relative) {
    return ImagePath.parse(relative)
        .map(image -> filesOf(image.uuid()).get(image.name()))
        .or(() -> Optional.ofNullable(otherImageObjects.get(relative)));
  }

  /** An object of the manifests tree that is no manifest, by its name; empty where it has none. */
  public Optional<RemoteObject> otherManifest(String name) {
    return Optional.ofNullable(otherManifestObjects.get(name));
  }

  /**
   * Whether a directory was seen.
   *
   * @param relative path relative to the mirror
   */
  public boolean hasDirectory(String relative) {
    return directories.contains(relative)
        || ImagePath.imageOf(relative.substring(relative.indexOf('/') + 1))
            .map(imageFiles::containsKey)
            .orElse(false);
  }

  /** Entries in the manifests tree. */
  public int manifestEntries() {
    return manifests.size() + otherManifestObjects.size();
  }

  /** Entries in the images tree. */
  public int imageEntries() {
    int count = otherImageObjects.size();
    for (Map<String, RemoteObject> files : imageFiles.values()) {
      count += files.size();
    }
    return count;
  }

  /** Whether neither tree holds anything. */
  public boolean isEmpty() {
    return manifestEntries() == 0 && imageEntries() == 0;
  }
}
