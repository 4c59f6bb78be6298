/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.ByteOrder;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the mirror with its newest snapshot, both in byte order, in one pass: whether there is
 * anything new, how much it is, and which small contents are not known to be kept.
 */
final class SnapshotDifference implements MirrorEntries.Each {
  private final Optional<SnapshotReader> before;
  private final Blobs blobs;
  private Optional<SnapshotEntry> next;
  private boolean differs;
  private long files;
  private long bytes;
  private final List<Unkept> unkept = new ArrayList<>();

  /** A small file whose content may not be kept by its digest yet. */
  record Unkept(String relative, RemoteObject object) {}

  /**
   * Begins.
   *
   * @param before the newest snapshot, at its beginning; empty where there is none
   */
  SnapshotDifference(Optional<SnapshotReader> before, Blobs blobs) {
    this.before = before;
    this.blobs = blobs;
    this.next = advance();
    this.differs = before.isEmpty();
  }

  private Optional<SnapshotEntry> advance() {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    try {
      return before.get().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void entry(SnapshotEntry entry, RemoteObject object) {
    files++;
    bytes += entry.size();
    while (next.isPresent() && ByteOrder.OF_PATHS.compare(next.get().path(), entry.path()) < 0) {
      differs = true;
      next = advance();
    }
    boolean kept = false;
    if (next.isPresent() && next.get().path().equals(entry.path())) {
      differs |= !next.get().equals(entry);
      kept = next.get().place() == Place.BLOB && next.get().md5().equals(entry.md5());
      next = advance();
    } else {
      differs = true;
    }
    if (entry.place() == Place.BLOB && !kept && !blobs.isKnown(entry.md5())) {
      unkept.add(new Unkept(entry.relative(), object));
    }
  }

  /** Whether the mirror is not as the snapshot says; only after the last entry. */
  boolean differs() {
    return differs || next.isPresent();
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  List<Unkept> unkept() {
    return unkept;
  }
}
