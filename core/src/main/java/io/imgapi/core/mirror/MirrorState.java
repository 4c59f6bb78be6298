/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.manifest.ManifestParser;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the mirror holds, first as it was listed, then as this run changes it. Safe for many
 * threads.
 */
public final class MirrorState {
  private static final String MANIFESTS = "manifests/";
  private static final String IMAGES = "images/";
  private final Map<UUID, RemoteObject> manifests;
  private final SortedMap<String, RemoteObject> otherManifests;
  private final Map<UUID, Map<String, RemoteObject>> imageFiles;
  private final SortedMap<String, RemoteObject> otherImages;
  private final RemoteTree listed;
  private boolean changed;

  /** Begins with what was listed, and takes it over: hundreds of thousands are not copied. */
  public MirrorState(RemoteTree listed) {
    this.listed = listed;
    this.manifests = listed.manifests();
    this.otherManifests = listed.otherManifestObjects();
    this.imageFiles = listed.imageFiles();
    this.otherImages = listed.otherImageObjects();
  }

  /**
   * Whether a directory was listed, or holds an image's file by now.
   *
   * @param relative path relative to the backup area
   */
  public synchronized boolean hasDirectory(String relative) {
    return listed.hasDirectory(relative);
  }

  /** The manifest of an image; empty where the mirror has none. */
  public synchronized Optional<RemoteObject> manifest(UUID uuid) {
    return Optional.ofNullable(manifests.get(uuid));
  }

  /** The files of an image; empty where it has none. Never changes once it was handed out. */
  public synchronized Map<String, RemoteObject> filesOf(UUID uuid) {
    return imageFiles.getOrDefault(uuid, Map.of());
  }

  /** Objects in the manifests directory that are no manifests. Only for after the changes. */
  public synchronized SortedMap<String, RemoteObject> otherManifests() {
    return new TreeMap<>(otherManifests);
  }

  /** Objects in the images tree that are no image's. Only for after the changes. */
  public synchronized SortedMap<String, RemoteObject> otherImages() {
    return new TreeMap<>(otherImages);
  }

  /** Images with manifests, in the order of their text. */
  public synchronized UUID[] imagesWithManifests() {
    return sorted(manifests.keySet());
  }

  /** Images with files, in the order of their text. */
  public synchronized UUID[] imagesWithFiles() {
    return sorted(imageFiles.keySet());
  }

  /** Images in the order of their text. */
  public static UUID[] sorted(Collection<UUID> uuids) {
    UUID[] all = uuids.toArray(UUID[]::new);
    // UUID's own order takes the halves for signed numbers.
    Arrays.sort(
        all,
        (a, b) -> {
          int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
          return high != 0
              ? high
              : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        });
    return all;
  }

  /** What the mirror holds by now; only for after the changes. */
  public synchronized RemoteTree tree() {
    return listed;
  }

  /** Whether this run changed nothing of it so far. */
  public synchronized boolean isAsListed() {
    return !changed;
  }

  /**
   * An object was put.
   *
   * @param path relative to the backup area
   */
  public synchronized void put(String path, RemoteObject object) {
    changed = true;
    if (path.startsWith(MANIFESTS)) {
      String name = path.substring(MANIFESTS.length());
      if (ManifestParser.isManifestName(name)) {
        manifests.put(ManifestParser.uuidOf(name), object);
      } else {
        otherManifests.put(name, object);
      }
      return;
    }
    String relative = path.substring(IMAGES.length());
    Optional<ImagePath> image = ImagePath.parse(relative);
    if (image.isEmpty()) {
      otherImages.put(relative, object);
      return;
    }
    Map<String, RemoteObject> files = imageFiles.get(image.get().uuid());
    Map<String, RemoteObject> one = Map.of(image.get().name(), object);
    imageFiles.put(
        image.get().uuid(),
        files == null || files.keySet().equals(one.keySet())
            ? one
            : CompactMaps.joined(new TreeMap<>(files), one));
  }

  /**
   * An object was deleted.
   *
   * @param path relative to the backup area
   */
  public synchronized void deleted(String path) {
    changed = true;
    if (path.startsWith(MANIFESTS)) {
      String name = path.substring(MANIFESTS.length());
      if (ManifestParser.isManifestName(name)) {
        manifests.remove(ManifestParser.uuidOf(name));
      } else {
        otherManifests.remove(name);
      }
      return;
    }
    String relative = path.substring(IMAGES.length());
    ImagePath.parse(relative)
        .ifPresentOrElse(
            image -> {
              Map<String, RemoteObject> left = new TreeMap<>(filesOf(image.uuid()));
              left.remove(image.name());
              imageFiles.put(image.uuid(), left);
            },
            () -> otherImages.remove(relative));
  }
}
