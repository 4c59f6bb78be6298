/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;

/** Holds callers up so that all bodies together move no more than a number of bytes a second. */
public final class RateLimit implements Meter {
  private static final long NANOS = 1_000_000_000L;
  private final long bytesPerSecond;
  private final Clock clock;
  private final Sleeper sleeper;
  private long freeAtNanos;

  public RateLimit(long bytesPerSecond, Clock clock, Sleeper sleeper) {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException("a rate limit must be positive");
    }
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public void moved(long bytes) {
    long wait = reserve(bytes);
    if (wait > 0) {
      sleeper.pause(Duration.ofNanos(wait));
    }
  }

  private synchronized long reserve(long bytes) {
    long now = nanos();
    long begin = Math.max(now, freeAtNanos);
    freeAtNanos = begin + (long) ((double) bytes * NANOS / bytesPerSecond);
    return begin - now;
  }

  private long nanos() {
    java.time.Instant now = clock.instant();
    return now.getEpochSecond() * NANOS + now.getNano();
  }
}
