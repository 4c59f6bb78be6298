/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.ImgapiCommand;
import io.imgapi.cli.command.Version;
import io.imgapi.cli.manual.HelpText;
import io.imgapi.cli.output.Failures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The composition root: builds the commands and gives each what it works with. */
public final class CommandTree {
  private CommandTree() {}

  /** The whole command line. */
  public static CommandLine build(Surroundings surroundings) {
    return build(surroundings, CommandList.all(), new String[0]);
  }

  /** As much of the command line as these words need. */
  public static CommandLine buildFor(Surroundings surroundings, String... words) {
    return build(surroundings, CommandList.neededBy(words), words);
  }

  private static CommandLine build(
      Surroundings surroundings, List<Map.Entry<String, Class<?>>> chosen, String[] words) {
    CommandMakers makers = new CommandMakers(surroundings);
    Factory factory = new Factory(makers);
    CommandLine commands = new CommandLine(ImgapiCommand.class, factory);
    for (Map.Entry<String, Class<?>> command : chosen) {
      CommandLine built = new CommandLine(command.getValue(), factory);
      for (Map.Entry<String, Class<?>> under : CommandList.under(command.getValue(), words)) {
        built.addSubcommand(under.getKey(), new CommandLine(under.getValue(), factory));
      }
      commands.addSubcommand(command.getKey(), built);
    }
    Failures failures =
        new Failures(surroundings.out(), surroundings.err(), makers.records(), Version.text());
    commands.setOut(surroundings.out());
    commands.setErr(surroundings.err());
    commands.setExecutionExceptionHandler(failures);
    commands.setExecutionStrategy(new OptionsAtTheEnd(makers.hosts()));
    commands.setParameterExceptionHandler(failures);
    commands.setDefaultValueProvider(new EnvironmentDefaults(surroundings.environment()));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setAbbreviatedOptionsAllowed(false);
    commands.setHelpFactory(new HelpText(CommandList::heading));
    return commands;
  }

  /** Makes commands, and everything else as picocli does. */
  private record Factory(CommandMakers makers) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Optional<Object> command = makers.make(type);
      return command.isPresent()
          ? type.cast(command.get())
          : CommandLine.defaultFactory().create(type);
    }
  }
}
