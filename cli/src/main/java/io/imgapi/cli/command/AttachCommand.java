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

/** Hooks this program into a zone. */
@Command(
    name = "attach",
    header = "Hook imgapi into a zone",
    description = {
      "Hooks imgapi into a zone that is set up: wrappers in the place of the original tools, lines"
          + " in crontab, profile and log rotation.",
      "Brings back all that a zone with a new root disk lacks. Safe to run again."
    },
    footer = {"", "Examples:", "  imgapi attach --dry-run", "  imgapi attach"})
public final class AttachCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private ZoneOptions zone;

  public AttachCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.OLD_TOOLS, Place.CRONTAB, Place.PROFILE, Place.LOGADM, Place.PROGRAM)
        .files(Place.CONFIG, Place.KEY_LINKS, Place.MOTD, Place.NODENAME, Place.SETUP_MARK)
        .files(Place.ROTATED_LOGS, Place.UPLOAD_QUEUE)
        .ends(ExitCode.FAILED, "a step failed; run it again, and it goes on there")
        .ends(ExitCode.NOT_SET_UP, "the zone is not set up")
        .ends(ExitCode.CONFIG_INVALID, "the configuration is wrong")
        .related("detach", "setup");
  }

  @Override
  public Integer call() {
    return zone.carryOut("attach", useCases.attach(zone.layout()).attach(), out);
  }
}
