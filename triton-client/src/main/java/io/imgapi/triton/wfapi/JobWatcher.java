/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import io.imgapi.triton.CallInterruptedException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Watches a job to its end: asks every 2 s, later every 5 s, each time once, and bears twenty
 * questions in a row without an answer (triton-apis.md 9). A service that will not tell, or does
 * not know the job, is believed sooner.
 */
public final class JobWatcher {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(1);
  private static final Duration MOST_LIMIT = Duration.ofSeconds(30);
  private static final int ERRORS_BORNE = 20;
  private static final int ABSENCES_BORNE = 5;
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
    Silence silence = new Silence();
    while (true) {
      try {
        Job now = jobs.job(job, limit(end));
        silence = new Silence();
        last = now.execution();
        for (; told < now.done().size(); told++) {
          progress.accept(now.done().get(told));
        }
        if (ended(last)) {
          return end(now);
        }
      } catch (CallInterruptedException e) {
        Thread.interrupted();
        throw interrupted(e);
      } catch (TritonException e) {
        Optional<String> reason = silence.reasonToGiveUp(e);
        if (reason.isPresent()) {
          return new JobEnd.Unreachable(job, reason.get());
        }
      }
      if (!options.clock().instant().plus(wait).isBefore(end)) {
        return new JobEnd.TimedOut(job, last, deadline);
      }
      options.sleeper().sleep(wait);
      wait = wait.compareTo(LONGEST) < 0 ? wait.plusMillis(250) : LONGEST;
    }
  }

  /** How long one question may take: not past the deadline, but one is asked in any case. */
  private Duration limit(Instant end) {
    Duration left = Duration.between(options.clock().instant(), end);
    if (left.compareTo(MOST_LIMIT) > 0) {
      return MOST_LIMIT;
    }
    return left.compareTo(LEAST_LIMIT) < 0 ? LEAST_LIMIT : left;
  }

  private static InterruptedException interrupted(CallInterruptedException cause) {
    InterruptedException interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    return interrupted;
  }

  /** Questions in a row that told nothing of the job. */
  private static final class Silence {
    private int errors;
    private int absences;

    Optional<String> reasonToGiveUp(TritonException e) {
      errors++;
      absences = e.kind() == TritonException.Kind.ABSENT ? absences + 1 : 0;
      if (e.kind() == TritonException.Kind.REFUSED) {
        return Optional.of("the workflow service does not tell of it: " + e.getMessage());
      }
      if (absences > ABSENCES_BORNE) {
        return Optional.of("the workflow service knows no such job: " + e.getMessage());
      }
      return errors > ERRORS_BORNE ? Optional.of(e.getMessage()) : Optional.empty();
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
