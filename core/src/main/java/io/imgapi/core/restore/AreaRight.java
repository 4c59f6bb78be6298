/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.ClaimMeter;

/** The right to an area, taken when the journal is written. */
record AreaRight(Claim claim, ClaimMeter meter, String rootDir) {
  void take() {
    claim.take();
    meter.keepUp(claim);
  }

  /** What the area is owned with since it was taken. */
  String token() {
    return claim.record().token();
  }
}
