/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Ends a run in which, while calls were being tried, for a while none was answered and no byte of a
 * body moved: a dead store must not be asked for every single file for hours.
 */
public final class GiveUp implements Meter {
  private final Duration patience;
  private final Clock clock;
  private Duration silence = Duration.ZERO;
  private Instant silentSince;
  private int underWay;

  public GiveUp(Duration patience, Clock clock) {
    this.patience = patience;
    this.clock = clock;
    this.silentSince = clock.instant();
  }

  @Override
  public synchronized void began() {
    // Time in which nothing was asked says nothing about the store, so it is not counted.
    if (underWay == 0) {
      silentSince = clock.instant();
    }
    underWay++;
  }

  @Override
  public synchronized void ended() {
    underWay--;
    if (underWay == 0) {
      silence = silent();
      silentSince = clock.instant();
    }
  }

  @Override
  public synchronized void moved(long bytes) {
    alive();
  }

  @Override
  public synchronized void answered() {
    alive();
  }

  @Override
  public synchronized void failed(StoreException failure) {
    Duration silent = silent();
    if (silent.compareTo(patience) >= 0) {
      throw ImgapiException.of(
              ExitCode.REMOTE_UNAVAILABLE,
              "no request succeeded and no byte moved for " + silent.toSeconds() + " s")
          .remedy("run this again when the store answers; what was done so far stays done")
          .with("last failure", failure.getMessage())
          .causedBy(failure);
    }
  }

  private void alive() {
    silence = Duration.ZERO;
    silentSince = clock.instant();
  }

  private Duration silent() {
    return silence.plus(Duration.between(silentSince, clock.instant()));
  }
}
