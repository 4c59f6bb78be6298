/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how long a request is repeated where a repeat is safe. Both bounds hold: whichever
 * is reached first ends it.
 *
 * @param maxAttempts requests in all, the first included; at least 1
 * @param maxElapsed no further attempt begins later than this after the first one began
 * @param firstDelay wait before the second attempt; doubles from then on
 * @param maxDelay most that the doubling reaches
 * @param maxRetryAfter most that a server's Retry-After is obeyed for; a longer one is cut to this
 */
public record RetryPolicy(
    int maxAttempts,
    Duration maxElapsed,
    Duration firstDelay,
    Duration maxDelay,
    Duration maxRetryAfter) {

  /** Refuses a policy that never asks at all. */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1: " + maxAttempts);
    }
  }

  /** Ten attempts within five minutes, 0.5 s doubling to 30 s, Retry-After up to 60 s. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        10,
        Duration.ofMinutes(5),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60));
  }

  /** One attempt, no repeat. */
  public static RetryPolicy never() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /**
   * The wait before attempt {@code failed + 1}: between half and all of the doubled delay, and
   * never less than what the server asked for (up to {@link #maxRetryAfter}).
   *
   * @param failed attempts that failed so far, at least 1
   * @param retryAfter what the server asked for; zero where it did not
   */
  Duration delayAfter(int failed, Duration retryAfter, RandomGenerator random) {
    long ceiling = firstDelay.toMillis();
    for (int i = 1; i < failed && ceiling < maxDelay.toMillis(); i++) {
      ceiling *= 2;
    }
    ceiling = Math.min(ceiling, maxDelay.toMillis());
    // Half fixed, half random: callers that failed together do not come back together.
    long jittered = ceiling / 2 + (ceiling > 1 ? random.nextLong(ceiling - ceiling / 2 + 1) : 0);
    Duration asked = retryAfter.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : retryAfter;
    Duration own = Duration.ofMillis(jittered);
    return asked.compareTo(own) > 0 ? asked : own;
  }
}
