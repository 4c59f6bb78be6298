/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.command.PlanOptions.Shown;
import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
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
import picocli.CommandLine.Parameters;

/** Lets images be made of VMs without Manta. */
@Command(
    name = "allow-local-images",
    header = "Allow images of VMs without Manta",
    description = {
      "Lets users of a data centre without Manta make images of their VMs, which are then kept on the"
          + " image service's own disk; or stops it.",
      "Changes one value in SAPI; the image service restarts with it within minutes."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi allow-local-images on -n   # what would change",
      "  imgapi allow-local-images on",
      "  imgapi allow-local-images off -y"
    })
public final class AllowLocalImagesCommand implements Callable<Integer>, Documented {

  /** The two answers. */
  enum Answer {
    ON,
    OFF
  }

  private final Datacenters datacenters;
  private final Console console;
  private final PrintWriter out;

  @Mixin private DatacenterOptions datacenter;
  @Mixin private SshOptions ssh;
  @Mixin private PlanOptions options;

  @Parameters(index = "0", paramLabel = "on|off", description = "Whether it is allowed.")
  private Answer answer;

  public AllowLocalImagesCommand(Datacenters datacenters, Console console, PrintWriter out) {
    this.datacenters = datacenters;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual.ends(ExitCode.NOT_SET_UP, "nothing says where SAPI is").related("manta-setup");
  }

  @Override
  public Integer call() {
    try (TritonAccess triton = datacenter.open(datacenters, ssh)) {
      AllowLocalImages allow = new AllowLocalImages(triton);
      LocalImagesPlan plan = allow.prepare(answer == Answer.ON);
      if (options.dryRun() || !plan.needed()) {
        options.result(new Shown(LocalImagesText.of(plan), LocalImagesText.json(plan, false)), out);
        return ExitCode.OK.status();
      }
      console.say(false, LocalImagesText.of(plan));
      if (options.confirmed("Change it?", console)) {
        allow.apply(plan);
        options.result(new Shown(LocalImagesText.DONE, LocalImagesText.json(plan, true)), out);
      }
      return ExitCode.OK.status();
    }
  }
}
