/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.SnapshotText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.history.AreaRequest;
import io.imgapi.core.history.SnapshotReport;
import io.imgapi.core.ownership.TakeOver;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the snapshots. */
@Command(
    name = "snapshots",
    header = "Show the states that can be gone back to",
    subcommands = {SnapshotsRemoveCommand.class, SnapshotsForgetImageCommand.class},
    description = {
      "Shows the points in time that can be gone back to, and whether each is whole.",
      "Every snapshot is held against what the backup area really holds. Changes nothing."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi snapshots",
      "  imgapi snapshots --json",
      "  imgapi snapshots remove 2026-11-22T091700Z",
      "  imgapi snapshots forget-image 5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10"
    })
public final class SnapshotsCommand implements Callable<Integer>, Documented {
  private static final int PARALLEL = 80;
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public SnapshotsCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.BACKUP_AREA)
        .ends(ExitCode.NOT_SET_UP, "this is no standalone instance")
        .related("prune", "backup", "restore");
  }

  @Override
  public Integer call() {
    SnapshotReport report =
        useCases
            .snapshots(instance.layout())
            .report(new AreaRequest(instance.configFile(), PARALLEL, TakeOver.none(), true));
    out.print(json ? SnapshotText.json(report) : SnapshotText.of(report));
    return 0;
  }
}
