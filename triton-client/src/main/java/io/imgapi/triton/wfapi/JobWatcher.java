/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Watches a job to its end: asks every 2 s, later every 5 s, and bears a few questions without an
 * answer in a row (triton-apis.md 9).
 */
public final class JobWatcher {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int ERRORS_BORNE = 10;
  private final WfapiClient jobs;
  private final TritonOptions options;

  /** A watcher that asks {@code jobs}. */
  public JobWatcher(WfapiClient jobs, TritonOptions options) {
    this.jobs = jobs;
    this.options = options;
  }

  /**
   * Waits for the end. May be repeated at any time: watching changes nothing.
   *
   * @param progress hears each result of a step once
   */
  public JobEnd watch(UUID job, Duration deadline, Consumer<Job.Task> progress)
      throws InterruptedException {
    Instant end = options.clock().instant().plus(deadline);
    Duration wait = SHORTEST;
    Execution last = Execution.QUEUED;
    int told = 0;
    int errors = 0;
    while (true) {
      try {
        Job now = jobs.job(job);
        errors = 0;
        last = now.execution();
        for (; told < now.done().size(); told++) {
          progress.accept(now.done().get(told));
        }
        if (ended(last)) {
          return end(now);
        }
      } catch (TritonException e) {
        errors++;
        if (errors > ERRORS_BORNE) {
          return new JobEnd.Unreachable(job, e.getMessage());
        }
      }
      if (!options.clock().instant().plus(wait).isBefore(end)) {
        return new JobEnd.TimedOut(job, last, deadline);
      }
      options.sleeper().sleep(wait);
      wait = wait.compareTo(LONGEST) < 0 ? wait.plusMillis(250) : LONGEST;
    }
  }

  private static boolean ended(Execution execution) {
    return switch (execution) {
      case QUEUED, RUNNING, WAITING -> false;
      case SUCCEEDED, FAILED, CANCELED, RETRIED -> true;
    };
  }

  private static JobEnd end(Job job) {
    return switch (job.execution()) {
      case SUCCEEDED -> new JobEnd.Succeeded(job);
      case CANCELED -> new JobEnd.Canceled(job);
      case RETRIED -> new JobEnd.Superseded(job);
      default -> new JobEnd.Failed(job);
    };
  }
}
