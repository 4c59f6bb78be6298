/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

/**
 * What goes wrong with jobs.
 *
 * @param job what the name of the job begins with
 * @param kind how it goes wrong
 * @param reason what the job says
 * @param step at which; its last one where this is empty. Jobs without such a step are spared
 * @param count how many jobs are struck; -1 for all of them
 */
public record JobFault(String job, Kind kind, String reason, String step, int count) {

  /** Fills in what is null and checks. */
  public JobFault {
    job = job == null ? "" : job;
    reason = reason == null || reason.isEmpty() ? "an injected fault" : reason;
    step = step == null ? "" : step;
    if (kind == null) {
      throw new IllegalArgumentException("a fault of a job needs a kind");
    }
    if (count < -1) {
      throw new IllegalArgumentException("count must not be negative");
    }
  }

  /** The next job of that name, at its last step. */
  public JobFault(String job, Kind kind, String reason) {
    this(job, kind, reason, "", 1);
  }

  /** The same at another step. */
  public JobFault at(String name) {
    return new JobFault(job, kind, reason, name, count);
  }

  /** The same for so many jobs. */
  public JobFault times(int jobs) {
    return new JobFault(job, kind, reason, step, jobs);
  }

  /** How a job goes wrong. */
  public enum Kind {
    /** It fails, and the work of the step is not done. */
    FAILS,
    /** It says that it timed out, and the work is done all the same. */
    TIMES_OUT_AND_GOES_ON,
    /** Somebody cancels it; what is done where it fails is done. */
    CANCELED,
    /** It hangs until the sandbox ends. */
    HANGS
  }
}
