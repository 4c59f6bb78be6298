/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.Console;
import io.imgapi.core.error.ExitCode;
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
    header = "Let go of old snapshots",
    description = {
      "Lets go of the snapshots that are older than what is kept, and of what none needs any more.",
      "A backup does this once a day. Safe to run again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi prune --dry-run   # which would go",
      "  imgapi prune -y --keep-hourly 24 --keep-daily 30"
    })
public final class PruneCommand implements Callable<Integer>, Documented {
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
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.BACKUP_AREA, Place.RUN_LOCK, Place.OWNER_TOKEN, Place.IDENTITY)
        .files(Place.PRUNE_RECORD, Place.ROTATION_JOURNAL)
        .ends(ExitCode.NOT_SET_UP, "there are no snapshots, or this is no standalone instance")
        .ends(ExitCode.LOCKED)
        .ends(
            ExitCode.REFUSED,
            "the mirror has changed since its newest snapshot, or is ahead of the local data")
        .ends(ExitCode.NOT_OWNER)
        .related("backup", "snapshots");
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
