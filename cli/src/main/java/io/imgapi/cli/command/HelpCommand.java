/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of any command, also of one below another. */
@Command(
    name = "help",
    header = "Show the help of a command",
    description = "Shows how a command is used; without one, which commands there are.",
    footer = {
      "",
      "Examples:",
      "  imgapi help",
      "  imgapi help restore",
      "  imgapi help config set"
    })
public final class HelpCommand implements Callable<Integer>, Documented {
  private final PrintWriter out;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, as it is typed.")
  private List<String> words = List.of();

  public HelpCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual.files(Place.MANUAL);
  }

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new ParameterException(
            spec.commandLine(),
            "%s has no command '%s'".formatted(command.getCommandSpec().qualifiedName(), word));
      }
      command = below;
    }
    command.usage(out, Help.defaultColorScheme(Help.Ansi.AUTO));
    return 0;
  }
}
