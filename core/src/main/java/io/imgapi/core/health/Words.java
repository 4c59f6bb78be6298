/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in words. */
final class Words {
  private static final Duration FEW_MINUTES = Duration.ofMinutes(2);
  private static final Duration FEW_HOURS = Duration.ofHours(2);
  private static final Duration FEW_DAYS = Duration.ofDays(2);
  private static final double MILLIS = 1000;

  private Words() {}

  /** A length of time, as exactly as anybody wants to know it. */
  static String of(Duration time) {
    if (time.compareTo(FEW_MINUTES) < 0) {
      return time.toMillis() % (long) MILLIS == 0
          ? time.toSeconds() + " s"
          : time.toMillis() / MILLIS + " s";
    }
    if (time.compareTo(FEW_HOURS) < 0) {
      return time.toMinutes() + " minutes";
    }
    return time.compareTo(FEW_DAYS) < 0 ? time.toHours() + " hours" : time.toDays() + " days";
  }

  /** A moment, to the second. */
  static String of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
