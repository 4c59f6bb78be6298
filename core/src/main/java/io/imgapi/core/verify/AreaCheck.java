/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Step;
import io.imgapi.core.history.Area;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.HeldContents;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.Snapshots.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Checks a backup area from end to end. Changes nothing but what a repair puts right. */
final class AreaCheck {
  private final Area area;
  private final LocalTruth local;
  private final Sample sample;
  private final Step step;
  private final Optional<Function<DataCheck, AreaRepair>> repair;
  private final Findings findings = new Findings();
  private final Tally tally = new Tally();

  /**
   * A check.
   *
   * @param repair makes what puts right what is wrong; empty where nothing is to be changed
   */
  AreaCheck(
      Area area,
      LocalTruth local,
      Sample sample,
      Step step,
      Optional<Function<DataCheck, AreaRepair>> repair) {
    this.area = area;
    this.local = local;
    this.sample = sample;
    this.step = step;
    this.repair = repair;
  }

  /**
   * Checks it.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where there is no backup
   */
  VerifyReport check() {
    step.begin("list", Step.UNKNOWN, Step.UNKNOWN);
    // Lists before the mirror: what a backup does in between is seen in the mirror as well.
    NavigableMap<SnapshotId, Parts> finished =
        new TreeMap<>(new Snapshots(area.store(), area.mirror()).parts(area.workers()));
    finished.values().removeIf(parts -> parts.list().isEmpty());
    RemoteTree remote = new RemoteScan(area.store(), area.mirror(), area.workers()).scan();
    if (remote.isEmpty() && finished.isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "there is no backup")
          .with("area", area.mirror().backup())
          .remedy("imgapi backup makes one; if there must be one: imgapi config --check");
    }
    SecondLook look = new SecondLook(area.store());
    DataCheck data = new DataCheck(area.store(), sample, findings, tally, step);
    HeldContents held =
        new HeldContents(
            area.mirror(), new Blobs(area.store(), area.mirror()), remote, area.workers());
    checkMirror(remote, look, data);
    checkOthers(remote, held, data);
    step.begin("snapshots", finished.size(), Step.UNKNOWN);
    List<SnapshotState> states =
        new SnapshotCheck(area, held, look, findings, tally, step).check(finished);
    if (!states.isEmpty()) {
      compare(states.get(states.size() - 1), remote, look);
    }
    List<Finding> all = findings.all();
    if (repair.isPresent() && !all.isEmpty()) {
      all = repair.get().apply(data).repair(all, remote, finished, states);
    }
    return VerifyReport.of(
        area.mirror().backup(), tally.checked(), states, all, findings.unchecked());
  }

  private void checkMirror(RemoteTree remote, SecondLook look, DataCheck data) {
    Set<UUID> images = new HashSet<>(remote.imageFiles().keySet());
    images.addAll(remote.manifests().keySet());
    step.begin("images", images.size(), bytesToRead(remote, data));
    MirrorCheck check = new MirrorCheck(area, remote, look, data, findings, tally);
    area.workers()
        .forEach(
            images,
            uuid -> {
              check.check(uuid);
              step.itemDone();
            });
  }

  private long bytesToRead(RemoteTree remote, DataCheck data) {
    long[] bytes = {0};
    remote
        .imageFiles()
        .forEach(
            (uuid, files) ->
                files.forEach(
                    (name, object) -> {
                      if (data.wants(area.mirror().imageFile(uuid, name))) {
                        bytes[0] += object.size();
                      }
                    }));
    return bytes[0] == 0 ? Step.UNKNOWN : bytes[0];
  }

  /** Reads what belongs to no image, and the small contents. */
  private void checkOthers(RemoteTree remote, HeldContents held, DataCheck data) {
    Map<String, RemoteObject> others = new TreeMap<>();
    remote
        .otherImageObjects()
        .forEach((path, object) -> others.put(area.mirror().images() + "/" + path, object));
    remote
        .otherManifestObjects()
        .forEach((name, object) -> others.put(area.mirror().manifests() + "/" + name, object));
    others.keySet().removeIf(path -> !data.wants(path));
    area.workers()
        .forEach(
            others.entrySet(),
            other -> read(data, other.getKey(), other.getValue().size(), other.getValue().md5()));
    Map<Md5, Long> blobs = new HashMap<>();
    held.forEachBlob(
        (md5, size) -> {
          if (data.wants(area.mirror().blob(md5))) {
            blobs.put(md5, size);
          }
        });
    area.workers()
        .forEach(
            blobs.entrySet(),
            blob -> read(data, area.mirror().blob(blob.getKey()), blob.getValue(), blob.getKey()));
  }

  private static void read(DataCheck data, String path, long size, Md5 md5) {
    data.check(path, size, Optional.of(md5), Optional.empty(), Set.of());
  }

  private void compare(SnapshotState newest, RemoteTree remote, SecondLook look) {
    Snapshots snapshots = new Snapshots(area.store(), area.mirror());
    boolean stillNewest = snapshots.newest().filter(newest.id()::equals).isPresent();
    if (!newest.readable() || !stillNewest) {
      return;
    }
    MirrorComparison comparison =
        new MirrorComparison(area.mirror(), remote, look, local, findings);
    List<SnapshotEntry> differing = new ArrayList<>();
    String list = area.mirror().snapshotList(newest.id().toString());
    findings.checking(
        list,
        () ->
            snapshots.read(
                newest.id(),
                entry -> {
                  if (comparison.differs(entry)) {
                    differing.add(entry);
                  }
                }));
    area.workers()
        .forEach(
            differing,
            entry ->
                findings.checking(
                    area.mirror().backup() + "/" + entry.path(), () -> comparison.check(entry)));
  }
}
