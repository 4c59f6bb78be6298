/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.LocalImagesText;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.mantasetup.AllowLocalImages;
import io.imgapi.core.mantasetup.LocalImagesPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets images be made of VMs without Manta. */
@Command(
    name = "allow-local-images",
    description = {
      "Lets users of a data centre without Manta make images of their VMs, which are then kept on the"
          + " image service's own disk; or stops it.",
      "Changes one value in SAPI; the image service restarts with it within minutes."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi allow-local-images on -n",
      "  imgapi allow-local-images off -y"
    })
public final class AllowLocalImagesCommand implements Callable<Integer> {

  /** The two answers. */
  enum Answer {
    ON,
    OFF
  }

  private final Datacenters datacenters;
  private final Console console;
  private final PrintWriter out;

  @Mixin private DatacenterOptions datacenter;

  @Parameters(index = "0", paramLabel = "on|off", description = "Whether it is allowed.")
  private Answer answer;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show the change and make none.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Write the change as JSON.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  public AllowLocalImagesCommand(Datacenters datacenters, Console console, PrintWriter out) {
    this.datacenters = datacenters;
    this.console = console;
    this.out = out;
  }

  @Override
  public Integer call() {
    try (TritonAccess triton = datacenter.open(datacenters)) {
      AllowLocalImages allow = new AllowLocalImages(triton);
      LocalImagesPlan plan = allow.prepare(answer == Answer.ON);
      if (dryRun || !plan.needed()) {
        out.print(json ? LocalImagesText.json(plan, false) : LocalImagesText.of(plan));
        return ExitCode.OK.status();
      }
      console.say(false, LocalImagesText.of(plan));
      if (yes || console.confirm("Change it?")) {
        allow.apply(plan);
        out.print(json ? LocalImagesText.json(plan, true) : LocalImagesText.DONE);
      }
      return ExitCode.OK.status();
    }
  }
}
