/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs the last command of a line, and no line in which an option or argument stands before it,
 * where it would be dropped: {@code imgapi config --root DIR set port=1} must not change another
 * instance than the one in DIR.
 */
final class OptionsAtTheEnd implements IExecutionStrategy {
  private final IExecutionStrategy last;

  /**
   * The rule.
   *
   * @param last runs a line's last command
   */
  OptionsAtTheEnd(IExecutionStrategy last) {
    this.last = last;
  }

  @Override
  public int execute(ParseResult line) {
    ParseResult at = line;
    while (at.hasSubcommand()) {
      ParseResult below = at.subcommand();
      if (!at.matchedArgs().isEmpty()) {
        CommandLine command = at.commandSpec().commandLine();
        throw new ParameterException(
            command,
            "%s stands before the command %s, where it would have no effect; put it behind"
                .formatted(name(at.matchedArgs().get(0)), below.commandSpec().name()));
      }
      at = below;
    }
    return last.execute(line);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
