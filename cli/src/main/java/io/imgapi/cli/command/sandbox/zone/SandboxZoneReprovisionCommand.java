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

/** Gives a zone a fresh root disk. */
@Command(
    name = "reprovision",
    header = "Give a zone of a sandbox a fresh root disk",
    description =
        "Gives a zone a fresh root disk and boots it; what lies under its /data stays, all else is lost.",
    footer = {"", "Examples:", "  imgapi sandbox zone reprovision images0"})
public final class SandboxZoneReprovisionCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", paramLabel = "ALIAS", description = "The zone's name.")
  private String alias;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public SandboxZoneReprovisionCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    ZoneReport zone = new ZoneControl(sandbox.directory()).reprovision(alias);
    out.print(json ? ZoneText.json(zone) : ZoneText.of(zone));
    return 0;
  }
}
