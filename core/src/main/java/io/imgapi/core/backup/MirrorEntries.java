/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.LocalPresence;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.PlainNames;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.snapshot.ByteOrder;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a snapshot of the mirror lists, in byte order: every manifest, every file that one of them
 * names, and whatever else the local tree holds. What lies in the mirror only for older snapshots
 * is not listed again, or it would stay for ever.
 */
final class MirrorEntries {
  /** Bytes of the largest manifest that goes into an archive. */
  static final long LARGEST_MANIFEST = 16L << 20;

  private final LocalPresence local;
  private final MirrorState state;
  private final MirrorManifests manifests;
  private final Predicate<UUID> setAside;
  private final long largestBlob;
  private final Map<String, Boolean> here = new HashMap<>();

  /**
   * The entries of a mirror at rest.
   *
   * @param setAside images of which the mirror's whole copy is listed
   */
  MirrorEntries(
      LocalPresence local,
      MirrorState state,
      MirrorManifests manifests,
      Predicate<UUID> setAside,
      long largestBlob) {
    this.local = local;
    this.state = state;
    this.manifests = manifests;
    this.setAside = setAside;
    this.largestBlob = largestBlob;
  }

  /** Hands each entry out, with the mirror's object that it is made of. */
  void forEach(Each each) {
    Merge images = new Merge(otherImages(), "images/", each);
    for (UUID uuid : state.imagesWithFiles()) {
      images.before(ImagePath.directory(uuid));
      image(uuid, each);
    }
    images.rest();
    Merge manifestFiles = new Merge(otherManifests(), "manifests/", each);
    for (UUID uuid : state.imagesWithManifests()) {
      String name = ManifestParser.fileName(uuid);
      manifestFiles.before(name);
      state
          .manifest(uuid)
          .ifPresent(object -> each.entry(entry("manifests/" + name, object, false), object));
    }
    manifestFiles.rest();
  }

  /** Takes the entries. */
  @FunctionalInterface
  interface Each {
    void entry(SnapshotEntry entry, RemoteObject object);
  }

  private void image(UUID uuid, Each each) {
    Optional<RemoteObject> manifest = state.manifest(uuid);
    Optional<ImageManifest> facts = manifest.flatMap(object -> manifests.facts(uuid, object));
    boolean whole = setAside.test(uuid) || (manifest.isPresent() && facts.isEmpty());
    new TreeMap<>(state.filesOf(uuid))
        .forEach(
            (name, object) -> {
              String path = new ImagePath(uuid, name).relative();
              Optional<ImageFile> named = facts.flatMap(image -> named(image, name));
              boolean wanted = named.isPresent() || whole || isHere(path);
              if (wanted
                  && PlainNames.isPlain(path)
                  && (named.isPresent() || !ImagePath.isLeftover(name))) {
                boolean fixed =
                    named.filter(file -> !file.isIcon()).isPresent()
                        && facts.orElseThrow().activated();
                each.entry(entry("images/" + path, object, fixed), object);
              }
            });
  }

  private static Optional<ImageFile> named(ImageManifest image, String name) {
    return image.localFiles().stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private SnapshotEntry entry(String path, RemoteObject object, boolean fixed) {
    boolean small = !path.startsWith("manifests/") && object.size() <= largestBlob;
    boolean manifest = path.startsWith("manifests/");
    boolean archived = manifest && object.size() <= LARGEST_MANIFEST;
    Place place = archived ? Place.ARCHIVE : small ? Place.BLOB : Place.MIRROR;
    return new SnapshotEntry(
        path, object.size(), object.md5(), place, place == Place.MIRROR && !fixed);
  }

  private boolean isHere(String relative) {
    // Asked once: the passes over the entries must agree.
    return here.computeIfAbsent(relative, local::mayHave);
  }

  private SortedMap<String, RemoteObject> otherImages() {
    SortedMap<String, RemoteObject> others = inByteOrder(state.otherImages());
    others.keySet().removeIf(path -> ImagePath.isLeftover(path) || !isHere(path));
    return others;
  }

  private SortedMap<String, RemoteObject> otherManifests() {
    SortedMap<String, RemoteObject> others = inByteOrder(state.otherManifests());
    others.keySet().removeIf(name -> ImagePath.isStagedManifest(name) || !PlainNames.isPlain(name));
    return others;
  }

  private static SortedMap<String, RemoteObject> inByteOrder(Map<String, RemoteObject> some) {
    SortedMap<String, RemoteObject> sorted = new TreeMap<>(ByteOrder.OF_PATHS);
    sorted.putAll(some);
    return sorted;
  }

  /** The few others, handed out between the many where they belong. */
  private final class Merge {
    private final SortedMap<String, RemoteObject> left;
    private final String tree;
    private final Each each;

    Merge(SortedMap<String, RemoteObject> others, String tree, Each each) {
      this.left = others;
      this.tree = tree;
      this.each = each;
    }

    void before(String path) {
      hand(left.headMap(path));
    }

    void rest() {
      hand(left);
    }

    private void hand(SortedMap<String, RemoteObject> some) {
      Consumer<Map.Entry<String, RemoteObject>> one =
          other ->
              each.entry(entry(tree + other.getKey(), other.getValue(), false), other.getValue());
      some.entrySet().forEach(one);
      some.clear();
    }
  }
}
