/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.sandbox.process.SandboxControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a sandbox. */
@Command(
    name = "stop",
    header = "Stop a sandbox",
    description = "Stops a sandbox; returns when its process is gone. Its data stays.",
    footer = {"", "Examples:", "  imgapi sandbox stop"})
public final class SandboxStopCommand implements Callable<Integer> {

  @Mixin private SandboxOptionsMixin sandbox;

  @Override
  public Integer call() {
    new SandboxControl(sandbox.directory()).stop();
    return 0;
  }
}
