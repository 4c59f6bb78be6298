/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.cli.command.sandbox.SandboxOptionsMixin;
import io.imgapi.cli.output.ZoneText;
import io.imgapi.sandbox.process.ZoneControl;
import io.imgapi.sandbox.zone.ZoneReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Boots a zone again. */
@Command(
    name = "reboot",
    header = "Boot a zone of a sandbox again",
    description =
        "Stops a zone and boots it again: services restart, and a set-up that failed is tried again.",
    footer = {"", "Examples:", "  imgapi sandbox zone reboot images0"})
public final class SandboxZoneRebootCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", paramLabel = "ALIAS", description = "The zone's name.")
  private String alias;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public SandboxZoneRebootCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    ZoneReport zone = new ZoneControl(sandbox.directory()).reboot(alias);
    out.print(json ? ZoneText.json(zone) : ZoneText.of(zone));
    return 0;
  }
}
