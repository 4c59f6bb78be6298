/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands about zones. */
@Command(
    name = "zone",
    description = "Zones of a running sandbox, in each of which an IMGAPI instance lives.",
    subcommands = {
      SandboxZoneCreateCommand.class,
      SandboxZoneListCommand.class,
      SandboxZoneRebootCommand.class,
      SandboxZoneReprovisionCommand.class,
      SandboxZonePublishCommand.class,
      SandboxZoneUnpublishCommand.class,
      SandboxZoneDestroyCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox zone create images0",
      "  imgapi sandbox zone list",
      "  imgapi sandbox zone destroy images0"
    })
public final class SandboxZoneCommand implements Callable<Integer> {
  private final PrintWriter err;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  public SandboxZoneCommand(PrintWriter err) {
    this.err = err;
  }

  @Override
  public Integer call() {
    err.println("imgapi sandbox zone: which command? Run 'imgapi sandbox zone --help'");
    return CommandLine.ExitCode.USAGE;
  }
}
