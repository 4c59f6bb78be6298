/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.RotatedText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.logs.LinkRotated;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a rotated log over to the upload. */
@Command(
    name = "log-rotated",
    header = "Hand a rotated log over to the upload",
    description = {
      "Gives the log that was rotated last a second name in /var/log/triton/upload, from where it is"
          + " uploaded. logadm runs this after each rotation.",
      "A second rotation of the same hour gets a name of its own. Safe to run again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi log-rotated imgapi",
      "  imgapi log-rotated --next-hour imgapi      # before the root disk is replaced"
    })
public final class LogRotatedCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(
      names = "--next-hour",
      description = "Name it as if it were rotated at the next full hour.")
  private boolean nextHour;

  @Option(names = "--move", description = "Leave no other name of it.")
  private boolean move;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be done and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Parameters(paramLabel = "LOGNAME", description = "Which log, for example imgapi.")
  private String log;

  public LogRotatedCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.ROTATED_LOGS, Place.UPLOAD_QUEUE)
        .ends(ExitCode.FAILED, "no rotated file of that log is there, or it cannot be handed over")
        .related("log-upload");
  }

  @Override
  public Integer call() {
    LinkRotated rotated = useCases.linkRotated(instance.layout());
    LinkRotated.Plan plan = rotated.prepare(new LinkRotated.Request(log, nextHour, move));
    if (!dryRun) {
      rotated.apply(plan);
    }
    if (json) {
      out.print(RotatedText.json(plan, dryRun));
    } else if (!quiet) {
      out.print(RotatedText.of(plan, dryRun));
    }
    return 0;
  }
}
