/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.ShellText;
import java.lang.reflect.Member;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command line as they were typed, for the lines that tell an operator what to
 * type next. What the environment says is not among them: it holds for the next line as well.
 */
final class TypedOptions {
  private final Set<OptionSpec> typed;

  private TypedOptions(Set<OptionSpec> typed) {
    this.typed = typed;
  }

  /** Those of a command that is being run. */
  static TypedOptions of(CommandSpec command) {
    // One that was typed twice is there twice, each time with all its values.
    return new TypedOptions(
        new LinkedHashSet<>(command.commandLine().getParseResult().matchedOptions()));
  }

  /** Those that these classes declare, as they were typed; empty or beginning with a space. */
  String declaredBy(Class<?>... groups) {
    List<Class<?>> wanted = List.of(groups);
    return words(
        option ->
            option.userObject() instanceof Member member
                && wanted.contains(member.getDeclaringClass()));
  }

  /** Those with these names, as they were typed; empty or beginning with a space. */
  String named(String... names) {
    List<String> wanted = List.of(names);
    return words(option -> wanted.contains(option.longestName()));
  }

  private String words(Predicate<OptionSpec> wanted) {
    StringBuilder words = new StringBuilder();
    for (OptionSpec option : typed) {
      if (wanted.test(option)) {
        String name = " " + option.longestName();
        if (option.arity().max() == 0) {
          words.append(name);
        } else {
          option
              .originalStringValues()
              .forEach(value -> words.append(name).append(' ').append(ShellText.word(value)));
        }
      }
    }
    return words.toString();
  }
}
