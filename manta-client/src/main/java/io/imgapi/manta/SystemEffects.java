/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The real clock, sleep and randomness: the only place in this module that has them. */
final class SystemEffects {

  private SystemEffects() {}

  static Clock clock() {
    return Clock.systemUTC();
  }

  static Sleeper sleeper() {
    return SystemEffects::sleep;
  }

  static RandomGenerator random() {
    return new SecureRandom();
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}
