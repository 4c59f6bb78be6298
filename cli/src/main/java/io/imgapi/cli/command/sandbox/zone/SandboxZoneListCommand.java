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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the zones. */
@Command(
    name = "list",
    header = "List the zones of a sandbox",
    description =
        "Lists the zones in the order in which they were made: where each listens and how it is.",
    footer = {"", "Examples:", "  imgapi sandbox zone list", "  imgapi sandbox zone list --json"})
public final class SandboxZoneListCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public SandboxZoneListCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    List<ZoneReport> zones = new ZoneControl(sandbox.directory()).list();
    out.print(json ? ZoneText.json(zones) : ZoneText.of(zones));
    return 0;
  }
}
