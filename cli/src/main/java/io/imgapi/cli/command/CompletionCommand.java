/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.BashCompletion;
import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints how a shell completes the commands. */
@Command(
    name = "completion",
    header = "Complete commands in the shell",
    description = {
      "Prints a script by which bash completes commands, options, and the values of options. Where"
          + " imgapi is installed as a package, bash has it already.",
      "zsh takes the same script after: autoload -U +X bashcompinit && bashcompinit"
    },
    footer = {
      "",
      "Examples:",
      "  eval \"$(imgapi completion bash)\"",
      "  imgapi completion bash >~/.local/share/bash-completion/completions/imgapi"
    })
public final class CompletionCommand implements Callable<Integer>, Documented {

  /** The shells that a script is known for. */
  enum Shell {
    BASH
  }

  private final PrintWriter out;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  @Parameters(index = "0", paramLabel = "bash", description = "The shell.")
  @SuppressWarnings("unused")
  private Shell shell;

  public CompletionCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual.files(Place.COMPLETION);
  }

  @Override
  public Integer call() {
    out.print(BashCompletion.of(spec.root().commandLine()));
    return 0;
  }
}
