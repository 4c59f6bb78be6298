/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.step.Step;

/** The mark by which the original set-up knows that nothing is left for it to do. */
record SetUpMark(Zone zone) implements Step {
  private static final String PATH = "/var/svc/setup_complete";

  @Override
  public String name() {
    return "setup-complete";
  }

  @Override
  public Standing look() {
    return zone.files().lookThrough(zone.at(PATH)).isPresent()
        ? new Standing.Done(PATH)
        : new Standing.Needed(PATH);
  }

  @Override
  public String make() {
    zone.write(PATH, "");
    return PATH;
  }
}
