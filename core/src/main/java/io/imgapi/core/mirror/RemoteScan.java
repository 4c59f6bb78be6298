/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Reads the mirror: every listing to its end, many directories side by side. A directory that the
 * store says is absent is empty; any other failure ends the scan.
 */
public final class RemoteScan {
  private static final int DEEPEST = 32;
  // What is listed is held in memory: about two and a half million objects.
  private static final long ROOM = 512L << 20;
  private static final long ENTRY = 100;
  private final ObjectStore store;
  private final MirrorLayout layout;
  private final Workers workers;
  private final AtomicLong room = new AtomicLong(ROOM);

  public RemoteScan(ObjectStore store, MirrorLayout layout, Workers workers) {
    this.store = store;
    this.layout = layout;
    this.workers = workers;
  }

  /**
   * Reads both trees.
   *
   * @throws StoreException where a listing could not be read to its end
   */
  public RemoteTree scan() {
    Found found = new Found();
    List<Runnable> halves = List.of(() -> readManifests(found), () -> readImages(found));
    new Workers("mirror", halves.size()).forEach(halves, Runnable::run);
    return found.tree();
  }

  private void readManifests(Found found) {
    boolean there = forEachEntry(layout.manifests(), found::addManifestEntry);
    if (there) {
      found.addManifestsDirectory();
    }
  }

  private void readImages(Found found) {
    List<String> level = List.of("");
    for (int depth = 0; !level.isEmpty(); depth++) {
      if (depth > DEEPEST) {
        throw new StoreException(
            StoreException.Kind.CORRUPT, layout.images(), "its directories are nested without end");
      }
      List<String> below = Collections.synchronizedList(new ArrayList<>());
      workers.forEach(level, directory -> readImageDirectory(directory, below, found));
      level = below;
    }
  }

  private void readImageDirectory(String relative, List<String> below, Found found) {
    String prefix = relative.isEmpty() ? "" : relative + "/";
    boolean there =
        forEachEntry(
            relative.isEmpty() ? layout.images() : layout.images() + "/" + relative,
            entry -> {
              if (entry.directory()) {
                below.add(prefix + entry.name());
              } else {
                found.addImageObject(prefix + entry.name(), remote(entry));
              }
            });
    if (there) {
      found.addImageDirectory(relative);
    }
  }

  /** Whether the directory is there. */
  private boolean forEachEntry(String directory, Consumer<Entry> each) {
    try (EntryListing entries = store.list(directory)) {
      while (entries.hasNext()) {
        Entry entry = entries.next();
        long taken = ENTRY + directory.length() + entry.name().length();
        if (room.addAndGet(-taken) < 0) {
          throw new StoreException(
              StoreException.Kind.CORRUPT, directory, "more is listed than can be held in memory");
        }
        each.accept(entry);
      }
      return true;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT) {
        return false;
      }
      throw e;
    }
  }

  private static RemoteObject remote(Entry entry) {
    return new RemoteObject(entry.md5(), entry.etag(), entry.size());
  }

  /** What was seen so far; filled from several threads. */
  private static final class Found {
    private final Map<UUID, RemoteObject> manifests = new HashMap<>();
    private final SortedMap<String, RemoteObject> otherManifests = new TreeMap<>();
    private final Map<UUID, Map<String, RemoteObject>> imageFiles = new HashMap<>();
    private final SortedMap<String, RemoteObject> otherImages = new TreeMap<>();
    private final Set<String> directories = new HashSet<>();

    synchronized void addManifestEntry(Entry entry) {
      if (entry.directory()) {
        return;
      }
      if (ManifestParser.isManifestName(entry.name())) {
        manifests.put(ManifestParser.uuidOf(entry.name()), remote(entry));
      } else {
        otherManifests.put(entry.name(), remote(entry));
      }
    }

    synchronized void addImageObject(String relative, RemoteObject object) {
      Optional<ImagePath> image = ImagePath.parse(relative);
      if (image.isPresent()) {
        imageFiles.merge(
            image.get().uuid(), Map.of(image.get().name(), object), CompactMaps::joined);
      } else {
        otherImages.put(relative, object);
      }
    }

    /** Remembers a directory, unless its files tell of it. */
    synchronized void addImageDirectory(String relative) {
      if (ImagePath.imageOf(relative).filter(imageFiles::containsKey).isEmpty()) {
        directories.add(relative.isEmpty() ? "images" : "images/" + relative);
      }
    }

    synchronized void addManifestsDirectory() {
      directories.add("manifests");
    }

    synchronized RemoteTree tree() {
      return new RemoteTree(manifests, otherManifests, imageFiles, otherImages, directories);
    }
  }
}
