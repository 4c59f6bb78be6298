/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import java.time.Duration;

/**
 * How long Manta is asked whether it accepts a key.
 *
 * @param settle how long its good answers are spread over
 * @param timeout when to stop; zero: it is not asked at all
 */
public record KeyWait(Duration settle, Duration timeout) {

  /** Whether it is asked. */
  public boolean isWanted() {
    return !timeout.isZero();
  }
}
