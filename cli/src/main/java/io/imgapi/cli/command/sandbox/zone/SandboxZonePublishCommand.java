/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.cli.command.sandbox.SandboxOptionsMixin;
import io.imgapi.sandbox.process.ZoneImages;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a zone images to work with. */
@Command(
    name = "publish",
    header = "Publish sample images to a zone of a sandbox",
    description = {
      "Publishes six small images to a zone's IMGAPI over HTTP and prints the uuid and name of each.",
      "Half of them it keeps on its own disk, the others in Manta if it has one. The requests are"
          + " signed with the sandbox operator's key, which the service has to know: imgapi authkeys"
          + " add."
    },
    footer = {"", "Examples:", "  imgapi sandbox zone publish images0"})
public final class SandboxZonePublishCommand implements Callable<Integer> {
  private final Clock clock;
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", paramLabel = "ALIAS", description = "The zone's name.")
  private String alias;

  public SandboxZonePublishCommand(Clock clock, PrintWriter out) {
    this.clock = clock;
    this.out = out;
  }

  @Override
  public Integer call() {
    new ZoneImages(sandbox.directory(), clock)
        .publishSamples(alias)
        .forEach(image -> out.println(image.uuid() + "  " + image.name()));
    return 0;
  }
}
