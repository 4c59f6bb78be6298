/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Counts what a backup has done so far, from many threads, and tells of it. */
final class BackupTally {
  private static final int FAILURES_KEPT = 50;
  private final Events events;
  private final Step step;
  private long manifests;
  private long files;
  private long bytes;
  private long deletedManifests;
  private long deletedFiles;
  private long failed;
  private boolean damaged;
  private final List<String> failures = new ArrayList<>();
  private final Map<UUID, String> quarantined = new TreeMap<>();

  BackupTally(Events events, Step step, BackupPlan plan) {
    this.events = events;
    this.step = step;
    quarantined.putAll(plan.quarantined());
    damaged =
        plan.problems().values().stream()
            .flatMap(List::stream)
            .anyMatch(problem -> problem.kind() == FileProblem.Kind.DAMAGED);
  }

  synchronized void putManifest() {
    manifests++;
    step.itemDone();
  }

  synchronized void putFile(long size) {
    files++;
    bytes += size;
    step.itemDone();
  }

  synchronized void deletedManifest() {
    deletedManifests++;
    step.itemDone();
  }

  synchronized void deletedFile() {
    deletedFiles++;
    step.itemDone();
  }

  synchronized void failed(String what, String why) {
    failed++;
    if (failures.size() < FAILURES_KEPT) {
      failures.add(what + ": " + why);
    }
    events.notice(Events.Level.WARN, what + ": " + why);
  }

  synchronized void quarantine(UUID uuid, String reason, boolean isDamage) {
    damaged |= isDamage;
    if (quarantined.put(uuid, reason) == null) {
      events.notice(Events.Level.WARN, "image " + uuid + " is set aside: " + reason);
    }
  }

  synchronized boolean isQuarantined(UUID uuid) {
    return quarantined.containsKey(uuid);
  }

  synchronized boolean hasFailures() {
    return failed > 0;
  }

  /** Images that are set aside. */
  synchronized Set<UUID> quarantined() {
    return Set.copyOf(quarantined.keySet());
  }

  /** Whether the mirror is not quite as the local trees are. */
  synchronized boolean isPartial() {
    return failed > 0 || !quarantined.isEmpty();
  }

  synchronized BackupResult result(
      BackupPlan plan,
      boolean deletesDone,
      Optional<SnapshotId> snapshot,
      Optional<PruneResult> pruned) {
    return new BackupResult(
        manifests,
        files,
        bytes,
        deletedManifests,
        deletedFiles,
        failed,
        List.copyOf(failures),
        Map.copyOf(quarantined),
        plan.problems(),
        plan.salvaged(),
        damaged,
        deletesDone,
        snapshot,
        pruned);
  }
}
