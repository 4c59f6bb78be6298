/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import java.time.Duration;
import java.util.UUID;

/** How watching a job ended. Only {@link Failed} and {@link Canceled} say that it did not work. */
public sealed interface JobEnd {

  /** It did what it was to do. */
  record Succeeded(Job job) implements JobEnd {}

  /** It failed, for the reason that {@link Job#failure} gives. */
  record Failed(Job job) implements JobEnd {}

  /** Somebody cancelled it. */
  record Canceled(Job job) implements JobEnd {}

  /** Another job took over; what became of that one is not known. */
  record Superseded(Job job) implements JobEnd {}

  /** It was still at work when the time was over, and goes on. */
  record TimedOut(UUID job, Execution last, Duration deadline) implements JobEnd {}

  /**
   * It may well go on, but nobody tells of it: the service did not answer for too long, does not
   * let us ask, or knows no such job.
   */
  record Unreachable(UUID job, String reason) implements JobEnd {}
}
