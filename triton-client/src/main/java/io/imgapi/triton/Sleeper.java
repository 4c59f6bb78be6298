/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import java.time.Duration;

/** Waits; passed in, so that tests need no real time. */
@FunctionalInterface
public interface Sleeper {

  /** Waits this long. */
  void sleep(Duration time) throws InterruptedException;
}
