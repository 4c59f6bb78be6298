/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.command.CommandGroup;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneCommand;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The sandbox commands. */
@Command(
    name = "sandbox",
    header = "Try imgapi in a small Triton on this machine",
    description =
        "A small Triton on this machine's loopback, for trying, demonstrating and testing.",
    subcommands = {
      SandboxStartCommand.class,
      SandboxStopCommand.class,
      SandboxStatusCommand.class,
      SandboxEnvCommand.class,
      SandboxZoneCommand.class,
      SandboxFaultCommand.class,
      SandboxDemoCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox demo",
      "  imgapi sandbox start --detach",
      "  eval \"$(imgapi sandbox env)\"",
      "  imgapi sandbox zone create images0",
      "  imgapi sandbox stop"
    })
public final class SandboxCommand extends CommandGroup {
  public SandboxCommand(PrintWriter err) {
    super(err);
  }

  @Override
  public void document(Manual manual) {
    manual.files(Place.SANDBOX).ends(ExitCode.USAGE, NONE_NAMED);
  }
}
