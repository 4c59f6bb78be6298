/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.ManualPage;
import io.imgapi.cli.output.Interruption;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every command owes to whoever types it, and to whoever changes it. */
class EveryCommandTest {

  /** A command as it is typed. */
  record Typed(String name, CommandLine command) {
    @Override
    public String toString() {
      return name;
    }

    private String[] words(String... more) {
      String[] names = name.split(" ");
      return Stream.concat(Arrays.stream(names).skip(1), Arrays.stream(more))
          .toArray(String[]::new);
    }
  }

  static List<Typed> commands() {
    CommandLine root =
        CommandTree.build(
            new Surroundings(
                new PrintWriter(java.io.Writer.nullWriter()),
                new PrintWriter(java.io.Writer.nullWriter()),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new Interruption(),
                Clock.systemUTC(),
                time -> {},
                () -> "",
                java.io.InputStream.nullInputStream(),
                java.io.OutputStream.nullOutputStream()));
    List<Typed> commands = new ArrayList<>();
    gather("imgapi", root, commands);
    return commands;
  }

  private static void gather(String name, CommandLine command, List<Typed> commands) {
    commands.add(new Typed(name, command));
    command.getSubcommands().forEach((word, below) -> gather(name + " " + word, below, commands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hasATestOfItsOwn(Typed typed) {
    String test = typed.command().getCommand().getClass().getName() + "Test";
    assertThatCode(() -> Class.forName(test)).as("the test of " + typed).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsExamplesAndExitStatusesInItsHelp(Typed typed) {
    Run help = CliHarness.run(typed.words("--help"));
    assertThat(help.status()).as(help.err()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).containsPattern("(?m)^Examples?:$");
    String examples = help.out().substring(help.out().indexOf("Example"));
    assertThat(examples).contains(typed.command().getCommandSpec().qualifiedName());
    assertThat(help.out()).containsPattern("(?m)^Exit status:$");
    for (ExitCode code : List.of(ExitCode.OK, ExitCode.FAILED, ExitCode.USAGE)) {
      assertThat(help.out()).containsPattern("(?m)^ *" + code.status() + " +\\S");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void tellsItsManualOfFilesVariablesAndExitStatuses(Typed typed) {
    CommandSpec spec = typed.command().getCommandSpec();
    assertThat(String.join(" ", spec.usageMessage().header()))
        .matches("[A-Z].*[^.]")
        .hasSizeLessThan(60);
    assertThat(ManualPage.examples(spec)).isNotEmpty();
    Manual manual = Manual.of(spec);
    assertThat(manual.files()).as("files").isNotEmpty();
    assertThat(manual.variables()).as("variables").isNotEmpty();
    assertThat(manual.exits())
        .as("exit statuses")
        .containsKeys(ExitCode.OK, ExitCode.FAILED, ExitCode.USAGE, ExitCode.BUG);
    assertThat(manual.exits().values()).allMatch(meaning -> meaning.matches("[a-zM].*[^.]"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsIntoEightyColumns(Typed typed) {
    String help = CliHarness.run(typed.words("--help")).out();
    String text = help.substring(0, help.indexOf("Example"));
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void describesItselfAndEachOfItsOptions(Typed typed) {
    assertThat(typed.command().getCommandSpec().usageMessage().description()).isNotEmpty();
    for (OptionSpec option : typed.command().getCommandSpec().options()) {
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
    }
  }

  /** Flags mean the same everywhere. */
  @ParameterizedTest
  @MethodSource("commands")
  void usesShortFlagsAsEveryOtherCommandDoes(Typed typed) {
    Map<String, String> house =
        Map.of(
            "-n",
            "--dry-run",
            "-y",
            "--yes",
            "-v",
            "--verbose",
            "-q",
            "--quiet",
            "-f",
            "--config",
            "-h",
            "--help");
    for (OptionSpec option : typed.command().getCommandSpec().options()) {
      for (String name : option.names()) {
        // Whoever follows a log has typed -f all his life; there is no configuration to name.
        boolean follows = typed.name().equals("imgapi log") && name.equals("-f");
        if (house.containsKey(name) && !follows) {
          assertThat(option.longestName()).as("%s of %s", name, typed).isEqualTo(house.get(name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void answersAnUnknownOptionWithOneMessageAndTheWayToHelp(Typed typed) {
    Run run = CliHarness.run(typed.words("--no-such-option"));
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("--no-such-option")
        .contains(typed.command().getCommandSpec().qualifiedName() + " --help");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(run.err()).doesNotContain("\tat ");
  }
}
