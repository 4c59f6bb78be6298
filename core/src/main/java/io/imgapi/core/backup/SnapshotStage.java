/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.SnapshotCommit;
import io.imgapi.core.snapshot.SnapshotHeader;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotReader;
import io.imgapi.core.snapshot.SnapshotWriter;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.SpooledContent;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Makes a snapshot of the mirror at the end of a run, where anything is not as the newest one says:
 * first the small contents, then the archive of manifests, then the list.
 */
final class SnapshotStage {
  private static final Duration TOLERATED = Duration.ofHours(1);
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final MirrorContents contents;
  private final Workers workers;
  private final Blobs blobs;
  private final ContentKeeper keeper;
  private final MirrorDirectories directories;
  private final Snapshots snapshots;
  private final SnapshotCommit commit;
  private final Clock clock;
  private final Events events;

  SnapshotStage(
      InstanceLayout layout,
      MirrorLayout mirror,
      ObjectStore store,
      MirrorContents contents,
      Workers workers,
      Blobs blobs,
      ContentKeeper keeper,
      MirrorDirectories directories,
      Clock clock,
      Sleeper sleeper,
      Events events) {
    this.layout = layout;
    this.mirror = mirror;
    this.contents = contents;
    this.workers = workers;
    this.blobs = blobs;
    this.keeper = keeper;
    this.directories = directories;
    this.snapshots = new Snapshots(store, mirror);
    this.commit = new SnapshotCommit(store, mirror, sleeper);
    this.clock = clock;
    this.events = events;
  }

  /**
   * Makes a snapshot where one is due.
   *
   * @param partial whether items of this run failed
   * @param ahead the archive, if it was begun
   * @param claim taken by this run
   * @return its id; empty where the newest one says the same
   */
  Optional<SnapshotId> take(
      MirrorEntries entries, boolean partial, ArchiveAhead ahead, Claim claim) {
    NavigableSet<SnapshotId> begun = snapshots.begun();
    Optional<SnapshotId> newest = snapshots.newest(begun);
    SnapshotDifference difference = compare(newest, entries, partial);
    if (!difference.differs()) {
      return Optional.empty();
    }
    keepContents(difference);
    Instant now = clock.instant();
    SnapshotId id =
        SnapshotId.next(now, begun.isEmpty() ? Optional.empty() : Optional.of(begun.last()));
    warnOfClock(id, now);
    directories.ensure(mirror.snapshot(id.toString()));
    try (SpooledContent archive = new SnapshotArchive(layout, contents).of(entries, ahead)) {
      commit.putArchive(id, archive);
      SnapshotHeader header =
          new SnapshotHeader(
              id,
              claim.record().seq(),
              claim.record().instance(),
              claim.record().alias(),
              now,
              partial,
              difference.files(),
              difference.bytes(),
              archive.md5());
      try (SpooledContent list =
          SpooledContent.of(layout.run(), out -> writeList(out, header, entries))) {
        claim.confirm();
        commit.putList(id, list);
      }
    } catch (UncheckedIOException e) {
      throw failed(e.getCause());
    } catch (IOException e) {
      throw failed(e);
    }
    claim.recordSnapshot(id.toString());
    return Optional.of(id);
  }

  private SnapshotDifference compare(
      Optional<SnapshotId> newest, MirrorEntries entries, boolean partial) {
    if (newest.isPresent()) {
      try (SnapshotReader before = snapshots.open(newest.get())) {
        if (partial || !before.header().partial()) {
          SnapshotDifference difference = new SnapshotDifference(Optional.of(before), blobs);
          entries.forEach(difference);
          return difference;
        }
      } catch (ImgapiException | UncheckedIOException | IOException e) {
        events.notice(
            Events.Level.WARN,
            "the newest snapshot, " + newest.get() + ", cannot be read; a new one is made");
      }
    }
    SnapshotDifference difference = new SnapshotDifference(Optional.empty(), blobs);
    entries.forEach(difference);
    return difference;
  }

  private void warnOfClock(SnapshotId id, Instant now) {
    if (Duration.between(now, id.instant()).compareTo(TOLERATED) > 0) {
      events.notice(
          Events.Level.WARN,
          "the newest snapshot was made in the future of this machine's clock ("
              + now
              + "): either was wrong; until then all new ones count as made in one hour");
    }
  }

  private void keepContents(SnapshotDifference difference) {
    blobs.learn(
        difference.unkept().stream().map(unkept -> unkept.object().md5()).toList(), workers);
    workers.forEach(
        difference.unkept(),
        unkept -> {
          Md5 md5 = unkept.object().md5();
          if (!blobs.isKnown(md5)) {
            String path = mirror.images() + "/" + unkept.relative();
            keeper.keep(path, contents.bytes("images/" + unkept.relative(), unkept.object()), md5);
          }
        });
  }

  private static void writeList(
      java.io.OutputStream out, SnapshotHeader header, MirrorEntries entries) throws IOException {
    try (SnapshotWriter list = new SnapshotWriter(out, header)) {
      entries.forEach(
          (entry, object) -> {
            try {
              list.add(entry);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private ImgapiException failed(IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "the snapshot cannot be prepared: " + IoReason.of(e))
        .with("directory", layout.run().toString())
        .remedy("make room there; the backup itself is up to date, the next run makes the snapshot")
        .causedBy(e);
  }
}
