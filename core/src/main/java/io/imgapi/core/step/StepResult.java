/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.step;

/**
 * What became of a step.
 *
 * @param step its name
 * @param detail in words
 */
public record StepResult(String step, Outcome outcome, String detail) {

  /** What became of it. */
  public enum Outcome {
    DONE,
    /** It was done before. */
    ALREADY,
    /** It cannot be done, or is not wanted, here. */
    SKIPPED,
    /** It would be done; a dry run does nothing. */
    WOULD,
    /** It could not be done, and the others went on without it. */
    FAILED
  }
}
