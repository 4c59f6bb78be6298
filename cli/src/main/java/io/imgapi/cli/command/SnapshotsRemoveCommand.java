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
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.history.AreaRequest;
import io.imgapi.core.history.PruneArea;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.snapshot.SnapshotId;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets one snapshot go. */
@Command(
    name = "remove",
    header = "Let a snapshot go",
    description = {
      "Lets one snapshot go, and what only it needed. The way out where one cannot be read.",
      "Safe to run again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi snapshots remove 2026-11-22T091700Z",
      "  imgapi snapshots remove -y 2026-11-22T091700Z"
    })
public final class SnapshotsRemoveCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;
  @Mixin private AreaOptions options;

  @Parameters(paramLabel = "ID", description = "Which, as imgapi snapshots shows it.")
  private String id;

  public SnapshotsRemoveCommand(UseCases useCases, Console console, PrintWriter out) {
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
        .ends(ExitCode.FAILED, "there is no such snapshot, or it failed")
        .ends(ExitCode.NOT_SET_UP, "there are no snapshots, or this is no standalone instance")
        .ends(ExitCode.LOCKED)
        .ends(
            ExitCode.REFUSED,
            "the mirror has changed since its newest snapshot, or is ahead of the local data")
        .ends(ExitCode.NOT_OWNER)
        .related("prune", "restore");
  }

  @Override
  public Integer call() {
    SnapshotId snapshot =
        SnapshotId.parse(id)
            .orElseThrow(
                () ->
                    ImgapiException.of(ExitCode.USAGE, "this is no snapshot's id: " + id)
                        .remedy("see which there are: imgapi snapshots"));
    AreaRequest request =
        new AreaRequest(
            instance.configFile(), options.parallel(), TakeOver.none(), options.dryRun());
    try (PruneArea.Prepared removal =
        useCases
            .prune(instance.layout())
            .prepareRemoval(
                request, snapshot, console.events("imgapi snapshots", options.quiet()))) {
      return options.carryOut(removal, "Let it go?", console, out);
    }
  }
}
