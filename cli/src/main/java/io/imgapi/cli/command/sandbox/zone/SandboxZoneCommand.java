/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.cli.command.CommandGroup;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The commands about zones. */
@Command(
    name = "zone",
    header = "Make, list, boot and remove zones of a sandbox",
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
public final class SandboxZoneCommand extends CommandGroup {
  public SandboxZoneCommand(PrintWriter err) {
    super(err);
  }

  @Override
  public void document(Manual manual) {
    manual.files(Place.SANDBOX).ends(ExitCode.USAGE, NONE_NAMED);
  }
}
