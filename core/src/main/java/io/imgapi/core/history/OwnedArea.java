/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.ClaimMeter;
import io.imgapi.core.run.RunLock;

/** An area that this instance may change, and the lock that keeps others of this machine off. */
public final class OwnedArea implements AutoCloseable {
  private final Area area;
  private final Claim claim;
  private final ClaimMeter meter;
  private final RunLock lock;

  OwnedArea(Area area, Claim claim, ClaimMeter meter, RunLock lock) {
    this.area = area;
    this.claim = claim;
    this.meter = meter;
    this.lock = lock;
  }

  /** How it is reached. */
  public Area area() {
    return area;
  }

  /** Whether this instance owns the area already. */
  public boolean isOurs() {
    return claim.isOurs();
  }

  /** From now on it is changed: the first change of the run takes it. */
  public Claim take() {
    claim.take();
    meter.keepUp(claim);
    return claim;
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
