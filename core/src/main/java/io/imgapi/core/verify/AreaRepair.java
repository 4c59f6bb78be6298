/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.verify.Finding.Repair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts right what can be proven: small contents and files first, then the archives of snapshots,
 * then manifests, so that no manifest is there before its files. Nothing is deleted, and nothing is
 * replaced that anything else may need. Safe to repeat after any end.
 */
final class AreaRepair {
  private static final Set<Kind> FILES =
      EnumSet.of(
          Kind.FILE_MISSING,
          Kind.FILE_DAMAGED,
          Kind.DATA_DAMAGED,
          Kind.BLOB_MISSING,
          Kind.BLOB_DAMAGED,
          Kind.MANTA_FILE_MISSING,
          Kind.MANTA_FILE_DAMAGED);
  private static final Set<Kind> ARCHIVES = EnumSet.of(Kind.ARCHIVE_MISSING, Kind.ARCHIVE_DAMAGED);
  private static final Set<Kind> MANIFESTS =
      EnumSet.of(Kind.MANIFEST_MISSING, Kind.MANIFEST_DAMAGED, Kind.MANIFEST_DIFFERS);
  private final RepairRight right;
  private final InstanceLayout layout;
  private final LocalContents local;
  private final DataCheck data;
  private final Step step;

  AreaRepair(
      RepairRight right, InstanceLayout layout, LocalTruth truth, DataCheck data, Step step) {
    this.right = right;
    this.layout = layout;
    this.local = new LocalContents(layout, truth);
    this.data = data;
    this.step = step;
  }

  /**
   * Repairs.
   *
   * @param remote the mirror, as it was listed
   * @param finished the snapshots, as they were listed
   * @return the findings, each with how its repair went
   */
  List<Finding> repair(
      List<Finding> findings,
      RemoteTree remote,
      NavigableMap<SnapshotId, Parts> finished,
      List<SnapshotState> states) {
    List<Finding> wrong = new ArrayList<>(findings);
    wrong.removeIf(finding -> finding.kind() == Kind.MUTABLE_DIFFERS);
    step.begin("repair", wrong.size(), Step.UNKNOWN);
    Map<Finding, Repair> repairs = new ConcurrentHashMap<>();
    Mending mending = new Mending(right, remote);
    repairFiles(of(FILES, wrong), mending, remote, finished, repairs);
    ArchiveRepair archives =
        new ArchiveRepair(right, local, mending, remote, finished, layout.run());
    of(ARCHIVES, wrong)
        .forEach(finding -> repairs.put(finding, Mending.trying(() -> archives.repair(finding))));
    Optional<SnapshotId> newest =
        states.stream()
            .filter(SnapshotState::readable)
            .map(SnapshotState::id)
            .max(Comparator.naturalOrder());
    List<Finding> manifests = of(MANIFESTS, wrong);
    repairs.putAll(new ManifestRepair(right, local, mending, newest, manifests).repair(manifests));
    List<Finding> tried = new ArrayList<>();
    for (Finding finding : findings) {
      boolean beyond = finding.kind() != Kind.MUTABLE_DIFFERS;
      Optional<Repair> repair =
          Optional.ofNullable(repairs.get(finding))
              .or(
                  () ->
                      beyond
                          ? Optional.of(Repair.impossible("what it said is nowhere else"))
                          : Optional.empty());
      tried.add(repair.map(finding::after).orElse(finding));
    }
    return tried;
  }

  private void repairFiles(
      List<Finding> findings,
      Mending mending,
      RemoteTree remote,
      NavigableMap<SnapshotId, Parts> finished,
      Map<Finding, Repair> repairs) {
    FileRepair files =
        new FileRepair(right, local, data, mending, remote, finished.keySet(), findings);
    right
        .area()
        .workers()
        .forEach(
            findings,
            finding -> {
              repairs.put(finding, Mending.trying(() -> files.repair(finding)));
              step.itemDone();
            });
  }

  private static List<Finding> of(Set<Kind> kinds, List<Finding> findings) {
    return findings.stream().filter(finding -> kinds.contains(finding.kind())).toList();
  }
}
