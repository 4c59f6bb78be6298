/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The snapshots of a backup area, as the store has them. Changes nothing. */
public final class Snapshots {
  private final ObjectStore store;
  private final MirrorLayout mirror;

  public Snapshots(ObjectStore store, MirrorLayout mirror) {
    this.store = store;
    this.mirror = mirror;
  }

  /**
   * What the directory of a snapshot holds.
   *
   * @param list its list; empty where it was never finished, or is being removed
   * @param others everything else
   */
  public record Parts(Optional<Entry> list, List<Entry> others) {

    /** Its archive; empty where there is none. */
    public Optional<Entry> archive() {
      return others.stream().filter(entry -> entry.name().equals(MirrorLayout.ARCHIVE)).findFirst();
    }
  }

  /** The names of all that were begun, finished or not; empty where there is no such directory. */
  public NavigableSet<SnapshotId> begun() {
    NavigableSet<SnapshotId> ids = new TreeSet<>();
    forEachEntry(mirror.snapshots(), entry -> SnapshotId.parse(entry.name()).ifPresent(ids::add));
    return ids;
  }

  /** What each of those that were begun holds. */
  public NavigableMap<SnapshotId, Parts> parts(Workers workers) {
    NavigableMap<SnapshotId, Parts> parts = Collections.synchronizedNavigableMap(new TreeMap<>());
    workers.forEach(begun(), id -> parts.put(id, parts(id)));
    return parts;
  }

  private Parts parts(SnapshotId id) {
    String directory = mirror.snapshot(id.toString());
    List<Entry> entries = new ArrayList<>();
    forEachEntry(directory, entries::add);
    String listName = mirror.snapshotList(id.toString()).substring(directory.length() + 1);
    Optional<Entry> list = entries.stream().filter(e -> e.name().equals(listName)).findFirst();
    list.ifPresent(entries::remove);
    return new Parts(list, List.copyOf(entries));
  }

  /** The newest that was finished. */
  public Optional<SnapshotId> newest() {
    return newest(begun());
  }

  /** The newest of these that was finished. */
  public Optional<SnapshotId> newest(NavigableSet<SnapshotId> begun) {
    List<SnapshotId> newestFirst = new ArrayList<>(begun);
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(id -> store.head(mirror.snapshotList(id.toString())).isPresent())
        .findFirst();
  }

  /** The newest that was finished and is not after a moment. */
  public Optional<SnapshotId> newest(SnapshotMoment moment) {
    return newest(moment.notAfter(begun()));
  }

  /**
   * Opens a list.
   *
   * @throws ImgapiException {@code INTEGRITY} where it is not readable
   * @throws StoreException of kind {@code ABSENT} where there is none
   */
  public SnapshotReader open(SnapshotId id) {
    Download download = store.get(mirror.snapshotList(id.toString()), ReadFrom.start());
    SnapshotReader reader = null;
    try {
      reader = new SnapshotReader(download.stream());
      if (!reader.header().id().equals(id)) {
        throw new SnapshotFormatException("it says that it is " + reader.header().id());
      }
      return reader;
    } catch (IOException e) {
      reader = null;
      throw unreadable(id, e);
    } finally {
      if (reader == null) {
        download.close();
      }
    }
  }

  /** What a snapshot says of itself. */
  public SnapshotHeader header(SnapshotId id) {
    try (SnapshotReader reader = open(id)) {
      return reader.header();
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /**
   * Reads a list to its end.
   *
   * @throws ImgapiException {@code INTEGRITY} where it is not readable to its end; what was read
   *     before means nothing then
   */
  public SnapshotHeader read(SnapshotId id, Consumer<SnapshotEntry> each) {
    try (SnapshotReader reader = open(id)) {
      for (Optional<SnapshotEntry> entry = reader.next();
          entry.isPresent();
          entry = reader.next()) {
        each.accept(entry.get());
      }
      return reader.header();
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /** The failure that a list which cannot be read means. */
  public static ImgapiException unreadable(SnapshotId id, IOException why) {
    return ImgapiException.of(
            ExitCode.INTEGRITY, "the list of a snapshot cannot be read: " + why.getMessage())
        .with("snapshot", id.toString())
        .remedy(
            "run this again; if it repeats, the snapshot is lost: imgapi snapshots remove " + id)
        .causedBy(why);
  }

  private void forEachEntry(String directory, Consumer<Entry> each) {
    try (EntryListing entries = store.list(directory)) {
      while (entries.hasNext()) {
        each.accept(entries.next());
      }
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ABSENT) {
        throw e;
      }
    }
  }
}
