/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.step;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.step.Step.Standing;
import io.imgapi.core.step.Step.Standing.Done;
import io.imgapi.core.step.Step.Standing.Needed;
import io.imgapi.core.step.StepResult.Outcome;
import java.util.List;
import java.util.function.Consumer;

/**
 * Work in steps, one after the other. Run again after any end, it goes on with the first that is
 * not done.
 *
 * @param steps in their order
 */
public record Steps(List<Step> steps) {

  /** Copies the list. */
  public Steps {
    steps = List.copyOf(steps);
  }

  /** How each would go, as far as that can be told before those ahead of it are done. */
  public List<StepResult> plan() {
    return steps.stream().map(step -> result(step, step.look(), Outcome.WOULD)).toList();
  }

  /**
   * Does what is to be done.
   *
   * @param told of each step as it ends
   * @throws ImgapiException of the first step that fails; those behind it are not begun
   */
  public void run(Consumer<StepResult> told) {
    for (Step step : steps) {
      try {
        told.accept(carryOut(step));
      } catch (ImgapiException e) {
        throw e.with("step", step.name());
      }
    }
  }

  /**
   * As {@link #run}, but a step that fails stops no other.
   *
   * @param told of failures too
   */
  public void runEach(Consumer<StepResult> told) {
    for (Step step : steps) {
      try {
        told.accept(carryOut(step));
      } catch (ImgapiException e) {
        if (e.code() == ExitCode.INTERRUPTED) {
          throw e;
        }
        told.accept(new StepResult(step.name(), Outcome.FAILED, inWords(e)));
      }
    }
  }

  private static String inWords(ImgapiException e) {
    StringBuilder words = new StringBuilder(e.getMessage());
    e.context().forEach((name, value) -> words.append("; ").append(name + ": " + value));
    return words.toString();
  }

  private static StepResult carryOut(Step step) {
    Standing standing = step.look();
    return standing instanceof Needed
        ? new StepResult(step.name(), Outcome.DONE, step.make())
        : result(step, standing, Outcome.DONE);
  }

  private static StepResult result(Step step, Standing standing, Outcome ifNeeded) {
    if (standing instanceof Needed) {
      return new StepResult(step.name(), ifNeeded, standing.detail());
    }
    return new StepResult(
        step.name(),
        standing instanceof Done ? Outcome.ALREADY : Outcome.SKIPPED,
        standing.detail());
  }
}
