/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.effect;

import java.time.Duration;

/** Waiting. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  void sleep(Duration time) throws InterruptedException;

  /** Returns the one that really waits. */
  static Sleeper system() {
    return time -> Thread.sleep(time.toMillis());
  }
}
