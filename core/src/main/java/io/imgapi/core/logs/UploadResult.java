/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.error.ExitCode;
import java.util.List;

/**
 * What became of the logs.
 *
 * @param uploaded files put by this run
 * @param bytes of those
 * @param found files whose content was in Manta already, from a run that was cut short
 * @param failures of the last attempt; each is still here
 * @param strangers names in {@code upload/} that no rotation gives; they were left alone
 * @param backlog what waits now
 */
public record UploadResult(
    int uploaded,
    long bytes,
    int found,
    List<Failure> failures,
    List<String> strangers,
    Backlog backlog) {

  /** One file that is still here. */
  public record Failure(String file, ExitCode code, String reason) {}

  /**
   * OK where nothing is left; PARTIAL where something was uploaded; otherwise what all failures
   * have in common, or FAILED.
   */
  public ExitCode exitCode() {
    if (failures.isEmpty()) {
      return ExitCode.OK;
    }
    if (uploaded + found > 0) {
      return ExitCode.PARTIAL;
    }
    ExitCode first = failures.get(0).code();
    return failures.stream().allMatch(failure -> failure.code() == first) ? first : ExitCode.FAILED;
  }
}
