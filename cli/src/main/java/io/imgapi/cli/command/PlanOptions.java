/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a plan is shown and confirmed; the same in every command that changes a data centre. */
public final class PlanOptions {
  @Option(
      names = {"-n", "--dry-run"},
      description = "Show the plan and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Write plan and result as JSON, a line each.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  /** A plan, or a result, in both its forms. */
  record Shown(String text, String json) {}

  boolean dryRun() {
    return dryRun;
  }

  /** Shows a plan: as the answer where it was asked for, beside the answer where it was not. */
  void show(Shown plan, Console console, PrintWriter out) {
    if (json || dryRun) {
      out.print(json ? plan.json() : plan.text());
      out.flush();
    } else {
      console.say(false, plan.text());
    }
  }

  /**
   * Whether a plan that was shown is to be carried out.
   *
   * @throws io.imgapi.core.error.ImgapiException {@code USAGE} where nobody can be asked
   */
  boolean confirmed(String question, Console console) {
    return !dryRun && (yes || console.confirm(question));
  }

  /** Shows a result. */
  void result(Shown result, PrintWriter out) {
    out.print(json ? result.json() : result.text());
  }

  boolean json() {
    return json;
  }
}
