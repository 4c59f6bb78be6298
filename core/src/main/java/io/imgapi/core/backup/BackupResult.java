/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a backup did.
 *
 * @param manifests manifests put
 * @param files image files put
 * @param bytes bytes of those files
 * @param deletedManifests objects deleted from the mirror's manifests tree
 * @param deletedFiles objects deleted from the mirror's images tree
 * @param failed items that failed
 * @param failures the first of them, in words
 * @param quarantined images that were set aside, with the reason
 * @param problems missing or damaged files of images
 * @param salvaged files whose only copy is an upload's leftover, as {@code uuid/name}
 * @param damaged whether a damaged file was met
 * @param complete whether the run got to its end, deletions included
 * @param snapshot the snapshot that was made; empty where the newest one says the same
 * @param pruned what was let go; empty where that was not due
 */
public record BackupResult(
    long manifests,
    long files,
    long bytes,
    long deletedManifests,
    long deletedFiles,
    long failed,
    List<String> failures,
    Map<UUID, String> quarantined,
    Map<UUID, List<FileProblem>> problems,
    List<String> salvaged,
    boolean damaged,
    boolean complete,
    Optional<SnapshotId> snapshot,
    Optional<PruneResult> pruned) {

  /** Damage comes before partial success: it needs a person. */
  public ExitCode exitCode() {
    if (damaged) {
      return ExitCode.INTEGRITY;
    }
    return failed > 0 || !quarantined.isEmpty() || !complete ? ExitCode.PARTIAL : ExitCode.OK;
  }

  /** Whether anything was changed in the mirror. */
  public boolean changedAnything() {
    return manifests + files + deletedManifests + deletedFiles > 0;
  }
}
