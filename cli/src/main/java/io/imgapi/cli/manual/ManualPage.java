/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, made from its model. */
public final class ManualPage {
  private static final String PROGRAM = "imgapi";
  private static final String SECTION = ".1";
  private final CommandLine command;
  private final CommandSpec spec;
  private final Manual manual;
  private final Function<OptionSpec, List<String>> variables;
  private final List<String> values;

  /**
   * A page.
   *
   * @param variables that stand for an option, the first that is set counts
   */
  public ManualPage(CommandLine command, Function<OptionSpec, List<String>> variables) {
    this.command = command;
    this.spec = command.getCommandSpec();
    this.manual = Manual.of(spec);
    this.variables = variables;
    this.values =
        spec.args().stream().flatMap(arg -> Stream.of(arg.paramLabel().split("[^A-Z-]+"))).toList();
  }

  /** The page's file. */
  public String file() {
    return name() + SECTION;
  }

  /** The files of the command's other names, and what is in each. */
  public Map<String, String> links() {
    return aliases().stream()
        .collect(Collectors.toMap(alias -> alias + SECTION, alias -> ".so man1/" + file() + "\n"));
  }

  /**
   * The page.
   *
   * @param date of the edition
   */
  public String text(String date) {
    Roff page =
        new Roff(name().toUpperCase(Locale.ROOT), date, PROGRAM, "imgapi Operator's Manual");
    page.section("NAME");
    String names =
        Stream.concat(Stream.of(name()), aliases().stream())
            .map(Roff::literal)
            .collect(Collectors.joining(", "));
    page.raw(names + " \\- " + Roff.literal(summary(spec)));
    page.section("SYNOPSIS").synopsis(spec.qualifiedName(), synopsis());
    page.section("DESCRIPTION");
    paragraphs(page, spec.usageMessage().description());
    arguments(page);
    options(page);
    commands(page);
    page.section("EXAMPLES").example(examples(spec));
    files(page);
    environment(page);
    page.section("EXIT STATUS");
    manual
        .exits()
        .forEach(
            (code, meaning) ->
                page.entry(Roff.bold(String.valueOf(code.status())), sentence(meaning), values));
    page.section("SEE ALSO").pages(related());
    return page.toString();
  }

  /** What is typed, one line each, as in the help. */
  public static List<String> examples(CommandSpec spec) {
    return Arrays.stream(spec.usageMessage().footer())
        .map(ManualPage::plain)
        .filter(line -> line.startsWith("  "))
        .map(line -> line.substring(2))
        .toList();
  }

  /** One phrase. */
  static String summary(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().header());
  }

  private String name() {
    return spec.qualifiedName("-");
  }

  private List<String> aliases() {
    String parent = name().substring(0, name().length() - spec.name().length());
    return Arrays.stream(spec.aliases()).map(alias -> parent + alias).toList();
  }

  private String synopsis() {
    String text = command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ").replace("= ", "=");
    return Roff.marked(text.substring(spec.qualifiedName().length()).strip(), values);
  }

  private void paragraphs(Roff page, String... paragraphs) {
    for (int i = 0; i < paragraphs.length; i++) {
      if (i > 0) {
        page.paragraph();
      }
      page.text(plain(paragraphs[i]), values);
    }
  }

  private void arguments(Roff page) {
    List<PositionalParamSpec> arguments = spec.positionalParameters();
    if (arguments.isEmpty()) {
      return;
    }
    page.section("ARGUMENTS");
    arguments.forEach(argument -> page.entry(label(argument), description(argument), values));
  }

  private void options(Roff page) {
    page.section("OPTIONS");
    spec.options().stream()
        .filter(option -> !option.hidden())
        .sorted(Help.createShortOptionNameComparator())
        .forEach(option -> page.entry(term(option), description(option), values));
  }

  private static String term(OptionSpec option) {
    String names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    if (option.arity().max() == 0) {
      return names;
    }
    String value = "=" + label(option);
    return names + (option.arity().min() == 0 ? "[" + value + "]" : value);
  }

  /** Words in small letters are typed as they stand. */
  private static String label(ArgSpec argument) {
    String label = argument.paramLabel();
    return label.equals(label.toLowerCase(Locale.ROOT)) ? Roff.bold(label) : Roff.italic(label);
  }

  private static String description(ArgSpec argument) {
    return Arrays.stream(argument.description())
        .map(ManualPage::plain)
        .collect(Collectors.joining(" "));
  }

  private void commands(Roff page) {
    Collection<CommandLine> below = below(command);
    if (below.isEmpty()) {
      return;
    }
    page.section("COMMANDS");
    below.forEach(
        one ->
            page.entry(
                Roff.bold(one.getCommandSpec().qualifiedName("-")) + "(1)",
                sentence(summary(one.getCommandSpec())),
                List.of()));
  }

  private void files(Roff page) {
    page.section("FILES");
    if (spec.findOption("--root") != null) {
      String machine = spec.findOption("--host") == null ? "" : ", on the machine of --host";
      page.text(
          "What belongs to the instance lies below the directory of --root" + machine + ".",
          values);
    }
    manual.files().forEach(place -> page.entry(Roff.bold(place.path()), place.meaning(), values));
  }

  private void environment(Roff page) {
    page.section("ENVIRONMENT");
    Set<String> told = new HashSet<>();
    for (OptionSpec option : command.getParent() == null ? everyOption() : spec.options()) {
      List<String> names = variables.apply(option);
      told.addAll(names);
      for (int i = 0; i < names.size(); i++) {
        page.entry(
            Roff.bold(names.get(i)),
            i == 0 ? instead(option) : "Used where " + names.get(i - 1) + " is not set.",
            values);
      }
    }
    manual.variables().stream()
        .filter(variable -> !told.contains(variable.name()))
        .forEach(variable -> page.entry(Roff.bold(variable.name()), variable.meaning(), values));
  }

  /** The program's own page has the variables of all commands. */
  private Collection<OptionSpec> everyOption() {
    Map<String, OptionSpec> options = new LinkedHashMap<>();
    gather(command, options);
    return options.values();
  }

  private static void gather(CommandLine from, Map<String, OptionSpec> options) {
    from.getCommandSpec()
        .options()
        .forEach(option -> options.putIfAbsent(option.longestName(), option));
    below(from).forEach(one -> gather(one, options));
  }

  private static String instead(OptionSpec option) {
    return option.arity().max() == 0
        ? "Where it is true, the same as " + option.longestName() + "."
        : "Used where " + option.longestName() + " is not given.";
  }

  private List<String> related() {
    List<String> names = new ArrayList<>();
    CommandLine parent = command.getParent();
    if (parent != null) {
      names.add(parent.getCommandSpec().qualifiedName("-"));
      below(parent).stream()
          .filter(one -> one != command && parent.getParent() != null)
          .forEach(one -> names.add(one.getCommandSpec().qualifiedName("-")));
    }
    below(command).forEach(one -> names.add(one.getCommandSpec().qualifiedName("-")));
    manual.related().forEach(other -> names.add(PROGRAM + "-" + other.replace(' ', '-')));
    return names.stream().distinct().toList();
  }

  /** Each once, whatever names it has. */
  static Collection<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream().distinct().toList();
  }

  /** Texts of the model are formats, of which some have been filled in already. */
  private static String plain(String text) {
    return text.replace("%n", " ").replace("%%", "%");
  }

  private static String sentence(String phrase) {
    return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
  }
}
