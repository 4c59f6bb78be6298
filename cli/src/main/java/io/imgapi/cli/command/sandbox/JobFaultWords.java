/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.sandbox.triton.workflow.JobFault;
import io.imgapi.sandbox.triton.workflow.JobFaultState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a fault of jobs from the words of a command line, and shows one. */
final class JobFaultWords {
  private static final String PREFIX = "job-";
  private static final Map<String, JobFault.Kind> KINDS =
      Map.of(
          PREFIX + "fails", JobFault.Kind.FAILS,
          PREFIX + "hangs", JobFault.Kind.HANGS,
          PREFIX + "canceled", JobFault.Kind.CANCELED,
          PREFIX + "times-out", JobFault.Kind.TIMES_OUT_AND_GOES_ON);

  private JobFaultWords() {}

  static boolean isOne(String type) {
    return type.startsWith(PREFIX);
  }

  static JobFault parse(String type, Map<String, String> settings, int count) {
    Map<String, String> left = new LinkedHashMap<>(settings);
    String task = left.remove("task");
    String step = left.remove("step");
    String reason = left.remove("reason");
    if (!KINDS.containsKey(type) || !left.isEmpty()) {
      throw ImgapiException.of(
              ExitCode.USAGE, "there is no fault \"" + type + "\" with these settings: " + settings)
          .remedy("see: imgapi sandbox fault --help");
    }
    return new JobFault(task, KINDS.get(type), reason, step, count);
  }

  static String show(JobFaultState state) {
    JobFault fault = state.fault();
    StringBuilder text = new StringBuilder("jobs: ").append(state.struck()).append(" times: ");
    KINDS.forEach(
        (word, kind) -> {
          if (kind == fault.kind()) {
            text.append(word);
          }
        });
    if (!fault.job().isEmpty()) {
      text.append(" task=").append(fault.job());
    }
    if (!fault.step().isEmpty()) {
      text.append(" step=").append(fault.step());
    }
    return text.append(" count=").append(fault.count()).toString();
  }
}
