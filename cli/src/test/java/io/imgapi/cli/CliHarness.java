/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.Interruption;
import io.imgapi.cli.output.Prompter;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.time.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs the real command line in this process; waits take no time. */
public final class CliHarness {
  private CliHarness() {}

  /**
   * What a run ended with.
   *
   * @param bytes what went to standard output past the text, a character for each byte
   */
  public record Run(int status, String out, String err, String bytes) {

    /** Requires an orderly failure: this status, one message that says all this, and no trace. */
    public void requireFailure(ExitCode code, String... said) {
      assertThat(status).as(err).isEqualTo(code.status());
      assertThat(out).isEmpty();
      assertThat(err).startsWith("imgapi").contains(said).doesNotContain("\tat ");
      assertThat(err.lines().filter(line -> line.startsWith("imgapi")).count())
          .as("messages in: %s", err)
          .isEqualTo(1);
    }
  }

  /**
   * What a run meets.
   *
   * @param terminal where somebody types; empty: there is none
   * @param input what is piped in, a character for each byte
   */
  public record World(
      Map<String, String> environment,
      Optional<Prompter> terminal,
      String input,
      Clock clock,
      Sleeper sleeper) {

    /** No variables, no terminal, no input. */
    public static World bare() {
      return new World(Map.of(), Optional.empty(), "", Clock.systemUTC(), time -> {});
    }

    /** The same with these variables. */
    public World with(Map<String, String> variables) {
      return new World(variables, terminal, input, clock, sleeper);
    }

    /** The same with a terminal on which this is typed. */
    public World answering(String text) {
      Iterator<String> lines = text.lines().iterator();
      return at(question -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty());
    }

    /** The same with a terminal on which somebody does something before saying yes. */
    public World beforeYes(Runnable something) {
      return at(
          question -> {
            something.run();
            return Optional.of("y");
          });
    }

    /** The same with a terminal of the test's own. */
    public World asking(Prompter somebody) {
      return at(somebody);
    }

    private World at(Prompter somebody) {
      return new World(environment, Optional.of(somebody), input, clock, sleeper);
    }

    /** The same with this piped in. */
    public World piping(String bytes) {
      return new World(environment, terminal, bytes, clock, sleeper);
    }

    /** The same in a time of its own. */
    public World in(Clock time, Sleeper waits) {
      return new World(environment, terminal, input, time, waits);
    }

    /** A question is seen where messages are. */
    private static Prompter seen(Prompter somebody, StringWriter err) {
      return question -> {
        err.write(question + "\n");
        return somebody.ask(question);
      };
    }

    /** Runs one command line. */
    public Run run(String... args) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CommandLine commands = CommandTree.build(surroundings(out, err, bytes));
      int status = commands.execute(args);
      requireThatTheManualTellsOf(status, commands);
      return new Run(
          status, out.toString(), err.toString(), bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private Surroundings surroundings(
        StringWriter out, StringWriter err, ByteArrayOutputStream bytes) {
      return new Surroundings(
          new PrintWriter(out),
          new PrintWriter(err),
          environment,
          terminal.map(somebody -> seen(somebody, err)),
          Optional.empty(),
          new Interruption(),
          clock,
          sleeper,
          () -> UUID.randomUUID().toString(),
          new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
          bytes);
    }
  }

  /** Reads a command line as a start of the program does, and runs nothing. */
  public static void parse(String... args) {
    Surroundings nothing =
        World.bare()
            .surroundings(new StringWriter(), new StringWriter(), new ByteArrayOutputStream());
    var unused = CommandTree.buildFor(nothing, args).parseArgs(args);
  }

  /** Whatever a test makes a command end with is in the command's manual. */
  private static void requireThatTheManualTellsOf(int status, CommandLine commands) {
    ParseResult line = commands.getParseResult();
    while (line != null && line.hasSubcommand()) {
      line = line.subcommand();
    }
    // A monitoring system, and whoever called the original, gets statuses of its own.
    boolean asOthers =
        line == null || line.hasMatchedOption("--exit-count") || line.hasMatchedOption("--format");
    if (!asOthers) {
      assertThat(Manual.of(line.commandSpec()).exits().keySet())
          .extracting(ExitCode::status)
          .as("exit statuses in the manual of " + line.commandSpec().qualifiedName())
          .contains(status);
    }
  }

  /** Runs one command line without any environment variables. */
  public static Run run(String... args) {
    return World.bare().run(args);
  }

  /** Runs one command line in a time of its own. */
  public static Run run(Clock clock, Sleeper sleeper, String... args) {
    return World.bare().in(clock, sleeper).run(args);
  }

  /** Runs one command line at a terminal on which somebody does something before saying yes. */
  public static Run runAnswering(Runnable beforeYes, String... args) {
    return World.bare().beforeYes(beforeYes).run(args);
  }
}
