/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.history.SnapshotReport.Line;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.HeldContents;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotHeader;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.store.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Says what snapshots there are and whether each can still be had: every list is read and held
 * against what the area really holds, so that none is ever shown as whole that is not. Changes
 * nothing.
 */
public final class ReportSnapshots {
  private static final int NAMED = 20;
  private final Areas areas;

  public ReportSnapshots(Areas areas) {
    this.areas = areas;
  }

  /**
   * Reports.
   *
   * @throws ImgapiException where the area cannot be looked at
   */
  public SnapshotReport report(AreaRequest request) {
    return areas.look(request, ReportSnapshots::report);
  }

  private static SnapshotReport report(Area area) {
    Snapshots snapshots = new Snapshots(area.store(), area.mirror());
    NavigableMap<SnapshotId, Parts> finished = new TreeMap<>(snapshots.parts(area.workers()));
    finished.values().removeIf(parts -> parts.list().isEmpty());
    if (finished.isEmpty()) {
      return new SnapshotReport(List.of(), 0);
    }
    RemoteTree mirrored = new RemoteScan(area.store(), area.mirror(), area.workers()).scan();
    HeldContents held =
        new HeldContents(
            area.mirror(), new Blobs(area.store(), area.mirror()), mirrored, area.workers());
    Map<SnapshotId, Line> lines = new ConcurrentSkipListMap<>();
    area.workers()
        .forEach(
            finished.entrySet(),
            entry ->
                lines.put(entry.getKey(), line(snapshots, entry.getKey(), entry.getValue(), held)));
    return new SnapshotReport(
        List.copyOf(lines.values()), heldBytes(snapshots, finished.lastKey(), mirrored, held));
  }

  private static Line line(Snapshots snapshots, SnapshotId id, Parts parts, HeldContents held) {
    Optional<Md5> archived = parts.archive().map(Entry::md5);
    Lacks lacks = new Lacks();
    try {
      SnapshotHeader promised = snapshots.header(id);
      boolean archiveGood = archived.filter(promised::admits).isPresent();
      snapshots.read(
          id,
          entry -> {
            boolean there =
                entry.place() == Place.ARCHIVE ? archiveGood : held.of(entry).isPresent();
            if (!there && !entry.mutable()) {
              lacks.add(entry);
            }
          });
      return new Line(
          id, Optional.of(promised), lacks.count, lacks.bytes, List.copyOf(lacks.first), "");
    } catch (ImgapiException e) {
      return new Line(id, Optional.empty(), 0, 0, List.of(), e.getMessage());
    }
  }

  /** What cannot be had any more. */
  private static final class Lacks {
    private long count;
    private long bytes;
    private final List<String> first = new ArrayList<>();

    void add(SnapshotEntry entry) {
      count++;
      bytes += entry.size();
      if (first.size() < NAMED) {
        first.add(entry.path());
      }
    }
  }

  private static long heldBytes(
      Snapshots snapshots, SnapshotId newest, RemoteTree mirrored, HeldContents held) {
    Map<String, Long> files = new TreeMap<>();
    mirrored
        .imageFiles()
        .forEach(
            (uuid, named) ->
                named.forEach(
                    (name, object) ->
                        files.put(new ImagePath(uuid, name).relative(), object.size())));
    mirrored.otherImageObjects().forEach((path, object) -> files.put(path, object.size()));
    Set<Md5> present = new HashSet<>();
    try {
      snapshots.read(
          newest,
          entry -> {
            if (entry.place() == Place.BLOB) {
              present.add(entry.md5());
            }
            files.remove(entry.relative());
          });
    } catch (ImgapiException e) {
      return 0;
    }
    long[] bytes = {files.values().stream().mapToLong(Long::longValue).sum()};
    held.forEachBlob((md5, size) -> bytes[0] += present.contains(md5) ? 0 : size);
    return bytes[0];
  }
}
