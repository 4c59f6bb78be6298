/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.Entry;
import io.imgapi.core.verify.Finding.Repair;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Repairs files of the mirror and small contents: from the local file, or a file from its small
 * content and the other way round.
 */
final class FileRepair {
  private final MirrorLayout mirror;
  private final LocalContents local;
  private final AreaContents contents;
  private final DataCheck data;
  private final Mending mending;
  private final SnapshotNeeds needs;
  private final Map<Md5, Set<String>> pathsOf = new HashMap<>();

  FileRepair(
      RepairRight right,
      LocalContents local,
      DataCheck data,
      Mending mending,
      RemoteTree remote,
      Collection<SnapshotId> finished,
      List<Finding> findings) {
    this.mirror = right.area().mirror();
    this.local = local;
    this.contents = new AreaContents(right.area().store());
    this.data = data;
    this.mending = mending;
    this.needs =
        new SnapshotNeeds(
            new Snapshots(right.area().store(), mirror),
            finished,
            findings.stream()
                .filter(f -> f.kind() == Kind.FILE_DAMAGED || f.kind() == Kind.DATA_DAMAGED)
                .filter(this::isInArea)
                .map(f -> mirror.relative(f.object()))
                .collect(Collectors.toSet()));
    findings.stream()
        .filter(this::isBlob)
        .forEach(f -> f.need().md5().ifPresent(md5 -> pathsOf.put(md5, new TreeSet<>(f.paths()))));
    if (!pathsOf.isEmpty()) {
      remote
          .imageFiles()
          .forEach(
              (uuid, files) ->
                  files.forEach(
                      (name, object) ->
                          remember(
                              "images/" + new ImagePath(uuid, name).relative(), object.md5())));
      remote
          .otherImageObjects()
          .forEach((path, object) -> remember("images/" + path, object.md5()));
    }
  }

  private void remember(String relative, Md5 md5) {
    pathsOf.computeIfPresent(
        md5,
        (x, paths) -> {
          paths.add(relative);
          return paths;
        });
  }

  private boolean isInArea(Finding finding) {
    return finding.object().startsWith(mirror.backup() + "/");
  }

  private boolean isBlob(Finding finding) {
    return finding.object().startsWith(mirror.blobs() + "/");
  }

  /** Repairs one. */
  Repair repair(Finding finding) {
    String path = finding.object();
    if (!isInArea(finding)) {
      return Repair.impossible("the service itself keeps it; no backup of it is made");
    }
    Need proof = finding.need().proof();
    if (!proof.isProof()) {
      return Repair.impossible("nothing says what its content must be");
    }
    Optional<Source> source = isBlob(finding) ? forBlob(finding) : forFile(finding, proof);
    if (source.isEmpty()) {
      return Repair.impossible("nothing has that content any more, here or in the area");
    }
    Optional<Entry> now = mending.now(path);
    Optional<Md5> version = now.map(Entry::md5);
    boolean other = !version.equals(source.get().content().md5());
    if (version.isPresent() && other && needs.mayNeed(mirror.relative(path), version.get())) {
      return Repair.impossible("a snapshot may need the content that is there");
    }
    Repair repair = mending.put(path, source.get(), now);
    return repair.isDone() && finding.kind() == Kind.DATA_DAMAGED && !data.proves(path, proof)
        ? Repair.impossible("it was put again and still comes with other bytes")
        : repair;
  }

  private Optional<Source> forFile(Finding finding, Need proof) {
    return local
        .proven(mirror.relative(finding.object()), proof)
        .or(() -> finding.need().md5().flatMap(md5 -> contents.proven(mirror.blob(md5), md5)));
  }

  private Optional<Source> forBlob(Finding finding) {
    Md5 md5 = finding.need().md5().orElseThrow();
    Set<String> paths = pathsOf.getOrDefault(md5, Set.of());
    return paths.stream()
        .map(path -> local.proven(path, finding.need()))
        .flatMap(Optional::stream)
        .findFirst()
        .or(
            () ->
                paths.stream()
                    .map(path -> contents.proven(mirror.backup() + "/" + path, md5))
                    .flatMap(Optional::stream)
                    .findFirst());
  }
}
