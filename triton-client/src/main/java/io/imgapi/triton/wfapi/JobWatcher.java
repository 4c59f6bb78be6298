/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import io.imgapi.triton.TritonOptions;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Watches a job to its end: asks every 2 s, later every 5 s, and bears a few questions without an
 * answer in a row (triton-apis.md 9).
 */
public final class JobWatcher {

  /** A watcher that asks {@code jobs}. */
  public JobWatcher(WfapiClient jobs, TritonOptions options) {}

  /**
   * Waits for the end. May be repeated at any time: watching changes nothing.
   *
   * @param progress hears each result of a step once
   */
  public JobEnd watch(UUID job, Duration deadline, Consumer<Job.Task> progress)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }
}
