/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes this program out of a zone. */
@Command(
    name = "detach",
    header = "Take imgapi out of a zone",
    description = {
      "Takes out of a zone what attach hooked in, so that the original tools work again as before.",
      "The instance itself is not touched. Safe to run again."
    },
    footer = {"", "Examples:", "  imgapi detach --dry-run", "  imgapi detach"})
public final class DetachCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private ZoneOptions zone;

  public DetachCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.OLD_TOOLS, Place.CRONTAB, Place.PROFILE, Place.LOGADM, Place.PROGRAM)
        .ends(ExitCode.FAILED, "a step failed; run it again, and it goes on there")
        .related("attach");
  }

  @Override
  public Integer call() {
    return zone.carryOut("detach", useCases.attach(zone.layout()).detach(), out);
  }
}
