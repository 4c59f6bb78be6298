/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.SandboxText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.manta.MantaStats;
import io.imgapi.sandbox.process.SandboxControl;
import io.imgapi.sandbox.process.SandboxStatus;
import io.imgapi.sandbox.process.ZoneControl;
import io.imgapi.sandbox.zone.ZoneReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether a sandbox runs, and where. */
@Command(
    name = "status",
    header = "Say whether a sandbox runs",
    description = "Says whether a sandbox runs, and what listens where.",
    footer = {"", "Examples:", "  imgapi sandbox status", "  imgapi sandbox status --json"})
public final class SandboxStatusCommand implements Callable<Integer>, Documented {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public SandboxStatusCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(ExitCode.OK, "the sandbox runs")
        .ends(ExitCode.FAILED, "the sandbox does not run, or does not answer");
  }

  @Override
  public Integer call() {
    SandboxControl control = new SandboxControl(sandbox.directory());
    SandboxStatus status = control.status();
    boolean runs = status.state() == SandboxStatus.State.RUNNING;
    Optional<MantaStats> stats = runs ? Optional.of(control.stats()) : Optional.empty();
    List<ZoneReport> zones = runs ? new ZoneControl(sandbox.directory()).list() : List.of();
    out.print(
        json
            ? SandboxText.json(sandbox.directory(), status, stats, zones)
            : SandboxText.of(sandbox.directory(), status, stats, zones));
    return runs ? ExitCode.OK.status() : ExitCode.FAILED.status();
  }
}
