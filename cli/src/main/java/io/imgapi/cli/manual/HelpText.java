/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} shows; put together only where somebody asks for it. */
public final class HelpText implements IHelpFactory {
  private static final String ARGUMENTS = "arguments";
  private static final String OPTIONS = "options";
  private static final String COMMANDS = "commands";
  private static final String EXITS = "exits";
  private static final String MORE = "more";
  private final Function<String, Optional<String>> headings;

  /**
   * Help.
   *
   * @param headings what stands before a command in a list
   */
  public HelpText(Function<String, Optional<String>> headings) {
    this.headings = headings;
  }

  @Override
  public Help create(CommandSpec spec, ColorScheme colours) {
    UsageMessageSpec usage = spec.usageMessage();
    usage.sectionMap().put(ARGUMENTS, help -> under("Arguments", help.parameterList()));
    usage.sectionMap().put(OPTIONS, help -> under("Options", help.optionList()));
    usage.sectionMap().put(COMMANDS, this::commands);
    usage.sectionMap().put(EXITS, HelpText::exits);
    usage.sectionMap().put(MORE, HelpText::more);
    usage.descriptionHeading("%n");
    usage.sectionKeys(
        List.of(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            ARGUMENTS,
            OPTIONS,
            COMMANDS,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            EXITS,
            MORE));
    return new Help(spec, colours);
  }

  private static String under(String heading, String list) {
    return list.isEmpty() ? "" : "%n%s:%n".formatted(heading) + list;
  }

  private String commands(Help help) {
    int width =
        ManualPage.below(help.commandSpec().commandLine()).stream()
            .mapToInt(command -> command.getCommandName().length())
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    Map<String, String> group = new LinkedHashMap<>();
    String heading = "Commands";
    for (CommandLine command : ManualPage.below(help.commandSpec().commandLine())) {
      CommandSpec spec = command.getCommandSpec();
      Optional<String> next = headings.apply(spec.qualifiedName());
      if (next.isPresent()) {
        text.append(under(heading, table(help, group)));
        group.clear();
        heading = next.get();
      }
      group.put(spec.name() + " ".repeat(width - spec.name().length()), ManualPage.summary(spec));
    }
    return text.append(under(heading, table(help, group))).toString();
  }

  private static String exits(Help help) {
    Map<String, String> exits = new LinkedHashMap<>();
    Manual.of(help.commandSpec())
        .exits()
        .forEach((code, meaning) -> exits.put(String.valueOf(code.status()), meaning));
    return under("Exit status", table(help, exits));
  }

  private static String more(Help help) {
    CommandSpec spec = help.commandSpec();
    String aliases =
        spec.aliases().length == 0
            ? ""
            : "Also called: %s%n".formatted(String.join(", ", spec.aliases()));
    return "%n".formatted() + aliases + "More: man %s%n".formatted(spec.qualifiedName("-"));
  }

  private static String table(Help help, Map<String, String> rows) {
    return rows.isEmpty() ? "" : help.createTextTable(rows).toString();
  }
}
