/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.event.Step;

/** Tells a step of the bytes that moved, within a large file too. */
public final class StepMeter implements Meter {
  private final Step step;

  public StepMeter(Step step) {
    this.step = step;
  }

  @Override
  public void moved(long bytes) {
    step.moved(bytes);
  }
}
