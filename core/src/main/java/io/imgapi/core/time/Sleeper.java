/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.time;

import java.time.Duration;

/** Waits; passed in so that tests need not. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits for about {@code time}.
   *
   * @throws InterruptedException where the thread is asked to stop
   */
  void sleep(Duration time) throws InterruptedException;

  /** Waits, and turns an interruption into an exception with the thread's mark set again. */
  default void pause(Duration time) {
    try {
      sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
