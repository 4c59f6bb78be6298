/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.SnapshotText;
import io.imgapi.core.history.PruneArea;
import io.imgapi.core.prune.PruneResult;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How something is let go of a backup area. */
public final class AreaOptions {
  private static final int PARALLEL = 80;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would go and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  boolean dryRun() {
    return dryRun;
  }

  boolean quiet() {
    return quiet;
  }

  int parallel() {
    return PARALLEL;
  }

  /** Shows the plan, asks, lets go, shows the result. */
  int carryOut(PruneArea.Prepared prune, String question, Console console, PrintWriter out) {
    if (dryRun) {
      out.print(json ? SnapshotText.json(prune.plan()) : SnapshotText.of(prune.plan()));
      return 0;
    }
    console.say(quiet, SnapshotText.of(prune.plan()));
    if (!prune.plan().isEmpty() && !yes && !console.confirm(question)) {
      return 0;
    }
    PruneResult result = prune.apply();
    if (json || !quiet) {
      out.print(json ? SnapshotText.json(result) : SnapshotText.of(result));
    }
    return 0;
  }
}
