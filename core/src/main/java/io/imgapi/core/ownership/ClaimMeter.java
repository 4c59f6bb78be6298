/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.store.Meter;

/**
 * Keeps a claim up while bytes move and calls are answered; the run ends where it was lost, in the
 * middle of a body too.
 */
public final class ClaimMeter implements Meter {
  private volatile Claim claim;

  /** From now on this is kept up. */
  public void keepUp(Claim taken) {
    claim = taken;
  }

  @Override
  public void moved(long bytes) {
    keepUp();
  }

  @Override
  public void answered() {
    keepUp();
  }

  private void keepUp() {
    Claim taken = claim;
    if (taken != null) {
      taken.keepUp();
    }
  }
}
