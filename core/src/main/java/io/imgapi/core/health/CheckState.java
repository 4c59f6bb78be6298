/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.util.Locale;

/** What came of a check. */
public enum CheckState {
  OK,
  /** All is well still, and will not be if nobody does anything. */
  WARNING,
  /** Something is wrong. */
  FAULT,
  /** It could not be found out; somebody must look, so it counts as a fault. */
  UNKNOWN,
  /** There was nothing to check, or another check says already why this one cannot be made. */
  SKIPPED;

  /** Whether it is counted in the exit status. */
  public boolean isFault() {
    return this == FAULT || this == UNKNOWN;
  }

  /** What scripts call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
