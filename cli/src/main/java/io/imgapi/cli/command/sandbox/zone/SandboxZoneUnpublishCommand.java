/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.cli.command.sandbox.SandboxOptionsMixin;
import io.imgapi.sandbox.process.ZoneImages;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes an image, as somebody does by mistake. */
@Command(
    name = "unpublish",
    header = "Delete an image of a zone of a sandbox",
    description = {
      "Deletes an image of a zone's IMGAPI over HTTP, for good.",
      "The request is signed with the sandbox operator's key, as by: imgapi sandbox zone publish."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox zone unpublish images0 5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10"
    })
public final class SandboxZoneUnpublishCommand implements Callable<Integer> {
  private final Clock clock;

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", paramLabel = "ALIAS", description = "The zone's name.")
  private String alias;

  @Parameters(index = "1", paramLabel = "UUID", description = "The image's uuid.")
  private String uuid;

  public SandboxZoneUnpublishCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    new ZoneImages(sandbox.directory(), clock).delete(alias, uuid);
    return 0;
  }
}
