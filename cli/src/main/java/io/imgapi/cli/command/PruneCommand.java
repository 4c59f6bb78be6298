/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import io.imgapi.core.history.AreaRequest;
import io.imgapi.core.history.PruneArea;
import io.imgapi.core.ownership.TakeOver;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets go of old snapshots. */
@Command(
    name = "prune",
    description = {
      "Lets go of the snapshots that are older than what is kept, and of what none needs any more.",
      "A backup does this once a day. Safe to run again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi prune --dry-run",
      "  imgapi prune -y --keep-hourly 24 --keep-daily 30"
    })
public final class PruneCommand implements Callable<Integer> {
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;
  @Mixin private AreaOptions options;
  @Mixin private RetentionOptions retention;

  public PruneCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public Integer call() {
    AreaRequest request =
        new AreaRequest(
            instance.configFile(), options.parallel(), TakeOver.none(), options.dryRun());
    try (PruneArea.Prepared prune =
        useCases
            .prune(instance.layout())
            .prepare(
                request, retention.retention(), console.events("imgapi prune", options.quiet()))) {
      return options.carryOut(prune, "Let them go?", console, out);
    }
  }
}
