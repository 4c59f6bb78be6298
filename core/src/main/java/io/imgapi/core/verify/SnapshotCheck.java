/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Step;
import io.imgapi.core.history.Area;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.HeldContents;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotHeader;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** Checks that everything the snapshots list can be had: reads their lists and archives. */
final class SnapshotCheck {
  private static final int ATTEMPTS = 2;
  private static final int SIDE_BY_SIDE = 4;
  private final Area area;
  private final Snapshots snapshots;
  private final HeldContents held;
  private final SecondLook look;
  private final Findings findings;
  private final Tally tally;
  private final Step step;
  private final Lacks lacks = new Lacks();
  private final Map<SnapshotId, SnapshotState> states = new ConcurrentSkipListMap<>();

  SnapshotCheck(
      Area area, HeldContents held, SecondLook look, Findings findings, Tally tally, Step step) {
    this.area = area;
    this.snapshots = new Snapshots(area.store(), area.mirror());
    this.held = held;
    this.look = look;
    this.findings = findings;
    this.tally = tally;
    this.step = step;
  }

  /**
   * Checks them all.
   *
   * @return their states, oldest first; without those that were removed meanwhile or could not be
   *     asked for
   */
  List<SnapshotState> check(Map<SnapshotId, Parts> finished) {
    new Workers("snapshot", Math.min(SIDE_BY_SIDE, area.workers().threads()))
        .forEach(
            finished.entrySet(),
            snapshot -> {
              String list = listOf(snapshot.getKey());
              findings.checking(list, () -> check(snapshot.getKey(), list, snapshot.getValue()));
              step.itemDone();
            });
    area.workers().forEach(lacks.entries(), this::confirm);
    return states.values().stream()
        .map(state -> state.lackingMore(lacks.confirmed(state.id())))
        .toList();
  }

  private String listOf(SnapshotId id) {
    return area.mirror().snapshotList(id.toString());
  }

  private void check(SnapshotId id, String list, Parts parts) {
    String fault = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        read(id, parts);
        return;
      } catch (ImgapiException e) {
        if (e.code() != ExitCode.INTEGRITY) {
          throw e;
        }
        fault = e.getMessage();
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.ABSENT) {
          return;
        }
        if (e.kind() != StoreException.Kind.CORRUPT) {
          throw e;
        }
        fault = e.getMessage();
      }
    }
    findings.add(Kind.SNAPSHOT_UNREADABLE, list, Need.UNKNOWN, fault, id);
    states.put(id, new SnapshotState(id, false, 0, 0));
  }

  private void read(SnapshotId id, Parts parts) {
    SnapshotHeader header = snapshots.header(id);
    List<SnapshotEntry> missing = new ArrayList<>();
    List<SnapshotEntry> unarchived = new ArrayList<>();
    long[] counts = new long[2];
    String fault;
    try (ArchiveProof archive =
        new ArchiveProof(area.store(), area.mirror().snapshotArchive(id.toString()))) {
      snapshots.read(
          id,
          entry -> {
            counts[0]++;
            if (entry.mutable()) {
              counts[1]++;
            } else if (entry.place() == Place.ARCHIVE) {
              if (!archive.holds(entry)) {
                unarchived.add(entry);
              }
            } else if (held.of(entry).isEmpty()) {
              missing.add(entry);
            }
          });
      fault = archive.end();
    }
    checkArchive(id, header, parts, unarchived, fault);
    lacks.add(id, missing);
    tally.contents(counts[0]);
    states.put(id, new SnapshotState(id, true, unarchived.size(), counts[1]));
  }

  private void checkArchive(
      SnapshotId id,
      SnapshotHeader header,
      Parts parts,
      List<SnapshotEntry> unarchived,
      String fault) {
    String path = area.mirror().snapshotArchive(id.toString());
    boolean asPromised =
        parts
            .archive()
            .filter(entry -> entry.md5() != null && header.admits(entry.md5()))
            .isPresent();
    if (asPromised && unarchived.isEmpty() && fault.isEmpty()) {
      return;
    }
    Optional<Entry> now = look.at(path);
    if (look.at(listOf(id)).isEmpty()) {
      return;
    }
    findings.add(
        now.isEmpty() ? Kind.ARCHIVE_MISSING : Kind.ARCHIVE_DAMAGED,
        path,
        new Need(-1, Optional.of(header.archive()), ""),
        SecondLook.words(now) + (now.isEmpty() || fault.isEmpty() ? "" : "; " + fault),
        unarchived.stream().flatMap(entry -> entry.image().stream()).toList(),
        List.of(id));
  }

  private void confirm(Map.Entry<SnapshotEntry, Set<SnapshotId>> lack) {
    SnapshotEntry entry = lack.getKey();
    boolean blob = entry.place() == Place.BLOB;
    String path =
        blob ? area.mirror().blob(entry.md5()) : area.mirror().backup() + "/" + entry.path();
    findings.checking(
        path,
        () -> {
          Need need = Need.of(entry);
          Optional<Entry> now = look.at(path);
          if (now.filter(there -> need.admits(there.size(), there.md5())).isPresent()) {
            return;
          }
          Set<SnapshotId> left = new TreeSet<>(lack.getValue());
          left.removeIf(id -> look.at(listOf(id)).isEmpty());
          if (!left.isEmpty()) {
            findings.addContent(kind(blob, now), path, entry, SecondLook.words(now), left);
            lacks.confirm(left);
          }
        });
  }

  private static Kind kind(boolean blob, Optional<Entry> now) {
    if (blob) {
      return now.isEmpty() ? Kind.BLOB_MISSING : Kind.BLOB_DAMAGED;
    }
    return now.isEmpty() ? Kind.FILE_MISSING : Kind.FILE_DAMAGED;
  }
}
