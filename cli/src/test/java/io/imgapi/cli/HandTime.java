/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A time that only goes on while somebody waits, so that hours pass in a moment. */
public final class HandTime extends Clock implements Sleeper {
  private final Instant began;
  private Duration waited = Duration.ZERO;
  private int waits;

  public HandTime(Instant began) {
    this.began = began;
  }

  @Override
  public synchronized void sleep(Duration time) {
    waited = waited.plus(time);
    waits++;
  }

  /** All waits together, also those that happened side by side. */
  public synchronized Duration waited() {
    return waited;
  }

  /** How often somebody waited. */
  public synchronized int waits() {
    return waits;
  }

  @Override
  public synchronized Instant instant() {
    return began.plus(waited);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
