/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.StepText;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.step.StepResult;
import io.imgapi.core.step.Steps;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which zone is worked on in steps, and how that is reported. */
public final class ZoneOptions {
  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "Take every path of the zone below DIR (IMGAPI_ROOT; default: /).")
  private Path root;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show the steps and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "A JSON document a step, and one for the result.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  InstanceLayout layout() {
    return new InstanceLayout(root.toAbsolutePath().normalize());
  }

  /** Runs them one after the other, until one fails. */
  int carryOut(String work, Steps steps, PrintWriter out) {
    return carryOut(work, steps, Steps::run, out);
  }

  /**
   * Runs them, or shows them.
   *
   * @param work what the steps make together, for JSON
   */
  int carryOut(
      String work, Steps steps, BiConsumer<Steps, Consumer<StepResult>> run, PrintWriter out) {
    List<StepResult> results = new ArrayList<>();
    Consumer<StepResult> told =
        result -> {
          results.add(result);
          out.print(json ? StepText.json(result) : StepText.of(result));
          out.flush();
        };
    if (dryRun) {
      steps.plan().forEach(told);
    } else {
      run.accept(steps, told);
    }
    if (json) {
      out.print(StepText.json(work, results));
    }
    return 0;
  }
}
