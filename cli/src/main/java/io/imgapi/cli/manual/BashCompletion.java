/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ITypeInfo;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A script by which bash completes commands, options and their values.
 *
 * <p>picocli makes one, too; but it knows no file where an option need not be given ({@code
 * Optional<Path>}), offers values in capitals, and completes nothing behind {@code --option=}.
 */
public final class BashCompletion {
  private static final String SCRIPT = "imgapi-completion.bash";
  private static final String PLACE_OF_MODEL = "    # (the commands)\n";
  private static final String FILE = "file";
  private static final String DIRECTORY = "directory";
  private static final String ANYTHING = "anything";

  private BashCompletion() {}

  /** The script for a whole command line. */
  public static String of(CommandLine root) {
    StringBuilder model = new StringBuilder();
    describe(model, List.of(root.getCommandName()), root);
    return script().replace(PLACE_OF_MODEL, model);
  }

  private static String script() {
    try (InputStream in = BashCompletion.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void describe(StringBuilder model, List<String> paths, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Collection<CommandLine> below = ManualPage.below(command);
    model.append(
        "    %s)\n"
            .formatted(paths.stream().map(p -> "'" + p + "'").collect(Collectors.joining(" | "))));
    assign(model, "commands", below.stream().flatMap(one -> names(one.getCommandSpec())));
    assign(model, "options", spec.options().stream().flatMap(option -> Stream.of(option.names())));
    assign(model, "takes", spec.options().stream().flatMap(BashCompletion::values));
    assign(model, "arguments", arguments(command).stream());
    model.append("      ;;\n");
    for (CommandLine one : below) {
      List<String> under = new ArrayList<>();
      paths.forEach(
          path -> names(one.getCommandSpec()).forEach(name -> under.add(path + " " + name)));
      describe(model, under, one);
    }
  }

  private static Stream<String> names(CommandSpec spec) {
    return Stream.concat(Stream.of(spec.name()), Arrays.stream(spec.aliases()));
  }

  private static void assign(StringBuilder model, String variable, Stream<String> words) {
    String value = words.collect(Collectors.joining(" "));
    if (!value.isEmpty()) {
      model.append("      %s='%s'\n".formatted(variable, value));
    }
  }

  /** An option whose value may also be left out has it behind a = only. */
  private static Stream<String> values(OptionSpec option) {
    return option.arity().min() == 0
        ? Stream.empty()
        : Arrays.stream(option.names()).map(name -> name + ":" + kind(option));
  }

  private static List<String> arguments(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
        .map(argument -> kind(argument) + (isLast(argument) ? "..." : ""))
        .toList();
  }

  private static boolean isLast(PositionalParamSpec argument) {
    return argument.index().isVariable() || argument.arity().isVariable();
  }

  private static String kind(ArgSpec argument) {
    ITypeInfo type = argument.typeInfo();
    List<ITypeInfo> within = type.getAuxiliaryTypeInfos();
    boolean wrapped = type.isOptional() || type.isCollection();
    ITypeInfo value = wrapped && !within.isEmpty() ? within.get(0) : type;
    if (value.isEnum()) {
      return value.getEnumConstantNames().stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(","));
    }
    if (argument.paramLabel().equals("DIR")) {
      return DIRECTORY;
    }
    boolean file = value.getClassName().equals(Path.class.getName());
    return file || argument.paramLabel().equals("FILE") ? FILE : ANYTHING;
  }
}
