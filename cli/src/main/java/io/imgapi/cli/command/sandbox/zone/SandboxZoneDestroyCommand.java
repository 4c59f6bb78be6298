/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.cli.command.sandbox.SandboxOptionsMixin;
import io.imgapi.sandbox.process.ZoneControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a zone away. */
@Command(
    name = "destroy",
    header = "Remove a zone of a sandbox",
    description =
        "Removes a zone with all that it holds; what it keeps in Manta stays, and so does its key.",
    footer = {"", "Examples:", "  imgapi sandbox zone destroy images0"})
public final class SandboxZoneDestroyCommand implements Callable<Integer> {

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", paramLabel = "ALIAS", description = "The zone's name.")
  private String alias;

  @Override
  public Integer call() {
    new ZoneControl(sandbox.directory()).destroy(alias);
    return 0;
  }
}
