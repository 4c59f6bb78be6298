/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a verification found.
 *
 * @param place what was verified: the backup area, or the local directory
 * @param checked how much was checked
 * @param snapshots the snapshots, oldest first, as they were before any repair
 * @param findings what is, or was, wrong, by object
 * @param notes what is worth a note and no fault
 * @param unchecked objects that could not be asked for, with the reason
 * @param exitCode how it ended
 */
public record VerifyReport(
    String place,
    Checked checked,
    List<SnapshotState> snapshots,
    List<Finding> findings,
    List<Finding> notes,
    Map<String, String> unchecked,
    ExitCode exitCode) {

  static VerifyReport of(
      String place,
      Checked checked,
      List<SnapshotState> snapshots,
      List<Finding> all,
      Map<String, StoreException> unchecked) {
    Map<Boolean, List<Finding>> split =
        all.stream().collect(Collectors.partitioningBy(f -> f.kind() != Kind.MUTABLE_DIFFERS));
    Map<String, String> reasons = new TreeMap<>();
    unchecked.forEach((object, reason) -> reasons.put(object, reason.getMessage()));
    return new VerifyReport(
        place,
        checked,
        snapshots,
        split.get(true),
        split.get(false),
        reasons,
        exitCode(split.get(true), unchecked));
  }

  private static ExitCode exitCode(List<Finding> findings, Map<String, StoreException> unchecked) {
    if (findings.stream().anyMatch(finding -> !finding.isRepaired())) {
      return ExitCode.INTEGRITY;
    }
    if (unchecked.isEmpty()) {
      return ExitCode.OK;
    }
    boolean refused =
        unchecked.values().stream().allMatch(e -> e.kind() == StoreException.Kind.REFUSED);
    return refused ? ExitCode.FAILED : ExitCode.REMOTE_UNAVAILABLE;
  }

  /** What is still wrong. */
  public long wrong() {
    return findings.stream().filter(finding -> !finding.isRepaired()).count();
  }
}
