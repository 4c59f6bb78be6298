/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.VersionedPut;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Gives a finished snapshot another archive, and a list that may name less: first the list, which
 * knows both archives, then the archive. So the snapshot holds what it lists at every moment. Safe
 * to repeat after any end.
 */
public final class SnapshotRevision {
  private final MirrorLayout mirror;
  private final Snapshots snapshots;
  private final VersionedPut put;
  private final Path spools;

  /**
   * Revises snapshots of an area.
   *
   * @param spools directory with room for lists
   */
  public SnapshotRevision(ObjectStore store, MirrorLayout mirror, Sleeper sleeper, Path spools) {
    this.mirror = mirror;
    this.snapshots = new Snapshots(store, mirror);
    this.put = new VersionedPut(store, sleeper);
    this.spools = spools;
  }

  /** Exchanges an archive that lacks something for one that holds everything. */
  public void repair(SnapshotId id, Parts parts, SpooledContent archive) throws IOException {
    revise(id, parts, archive, Optional.empty());
  }

  /**
   * Takes an image out of a snapshot.
   *
   * @param archive without its manifest
   */
  public void forget(SnapshotId id, Parts parts, SpooledContent archive, UUID image)
      throws IOException {
    revise(id, parts, archive, Optional.of(image));
  }

  /**
   * Revises.
   *
   * @param parts what the snapshot's directory holds, as listed in this run
   * @param archive holds every manifest that the list will name
   * @throws StoreException of kind {@code CONFLICT} where somebody else changed it since then
   * @throws IOException where the new list cannot be prepared
   */
  private void revise(SnapshotId id, Parts parts, SpooledContent archive, Optional<UUID> forget)
      throws IOException {
    Optional<Entry> archived = parts.archive();
    Counts counts = new Counts();
    SnapshotHeader before =
        snapshots.read(
            id,
            entry -> {
              if (forget.filter(entry::isOf).isEmpty()) {
                counts.files++;
                counts.bytes += entry.size();
              }
            });
    SnapshotHeader after = after(before, counts, archive, archived, forget);
    if (!after.equals(before)) {
      try (SpooledContent list = SpooledContent.of(spools, out -> write(out, id, after, forget))) {
        put.put(
            mirror.snapshotList(id.toString()), list.content(), parts.list().orElseThrow().etag());
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    if (archived.filter(there -> archive.md5().equals(there.md5())).isEmpty()) {
      put.put(
          mirror.snapshotArchive(id.toString()),
          archive.content(),
          archived.map(Entry::etag).orElse(VersionedPut.NOTHING));
    }
  }

  private static SnapshotHeader after(
      SnapshotHeader before,
      Counts counts,
      SpooledContent archive,
      Optional<Entry> archived,
      Optional<UUID> forget) {
    NavigableSet<UUID> forgotten = new TreeSet<>(before.forgotten());
    forget.ifPresent(forgotten::add);
    boolean same = before.archive().equals(archive.md5());
    return new SnapshotHeader(
        before.id(),
        before.seq(),
        before.instance(),
        before.alias(),
        before.time(),
        before.partial(),
        counts.files,
        counts.bytes,
        archive.md5(),
        same ? before.archiveBefore() : archived.map(Entry::md5).filter(before::admits),
        Collections.unmodifiableNavigableSet(forgotten));
  }

  private void write(
      java.io.OutputStream out, SnapshotId id, SnapshotHeader header, Optional<UUID> forget)
      throws IOException {
    try (SnapshotWriter list = new SnapshotWriter(out, header)) {
      snapshots.read(
          id,
          entry -> {
            if (forget.filter(entry::isOf).isEmpty()) {
              try {
                list.add(entry);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          });
    }
  }

  /** What the list will name. */
  private static final class Counts {
    private long files;
    private long bytes;
  }
}
