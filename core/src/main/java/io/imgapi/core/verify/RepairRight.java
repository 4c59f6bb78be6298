/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.history.Area;
import io.imgapi.core.history.OwnedArea;
import io.imgapi.core.time.Sleeper;

/** The right to repair an area: its owner's, taken before the first change and only then. */
final class RepairRight {
  private final Area area;
  private final OwnedArea owned;
  private final boolean dryRun;
  private final Sleeper sleeper;
  private boolean taken;

  /**
   * A right.
   *
   * @param area as it is to be used
   * @throws ImgapiException {@code REFUSED} where nobody owns the area yet
   */
  RepairRight(Area area, OwnedArea owned, boolean dryRun, Sleeper sleeper) {
    this.area = area;
    this.owned = owned;
    this.dryRun = dryRun;
    this.sleeper = sleeper;
    if (!owned.isOurs()) {
      throw ImgapiException.of(ExitCode.REFUSED, "nobody owns the backup area yet")
          .with("area", area.mirror().backup())
          .remedy("a backup makes this instance its owner: imgapi backup");
    }
  }

  Area area() {
    return area;
  }

  boolean isDryRun() {
    return dryRun;
  }

  Sleeper sleeper() {
    return sleeper;
  }

  /** From now on the area is changed. */
  synchronized void take() {
    if (!taken) {
      owned.take();
      taken = true;
    }
  }
}
