/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.output.ShellText;
import io.imgapi.sandbox.process.SandboxControl;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what points other programs at the sandbox. */
@Command(
    name = "env",
    header = "Point commands at a sandbox",
    description = "Prints the export lines that point every command at the sandbox.",
    footer = {"", "Examples:", "  eval \"$(imgapi sandbox env)\""})
public final class SandboxEnvCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  public SandboxEnvCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.print(ShellText.exports(new SandboxControl(sandbox.directory()).env()));
    return 0;
  }
}
