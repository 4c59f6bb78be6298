/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Runs the real command line in this process. */
public final class CliHarness {
  private CliHarness() {}

  /**
   * What a run ended with.
   *
   * @param bytes what went to standard output past the text, a character for each byte
   */
  public record Run(int status, String out, String err, String bytes) {}

  /**
   * What a run meets.
   *
   * @param answers lines typed on the terminal; empty: there is none
   * @param input what is piped in, a character for each byte
   */
  public record World(Map<String, String> environment, Optional<String> answers, String input) {

    /** No variables, no terminal, no input. */
    public static World bare() {
      return new World(Map.of(), Optional.empty(), "");
    }

    /** The same with these variables. */
    public World with(Map<String, String> variables) {
      return new World(variables, answers, input);
    }

    /** The same with a terminal on which this is typed. */
    public World answering(String text) {
      return new World(environment, Optional.of(text), input);
    }

    /** The same with this piped in. */
    public World piping(String bytes) {
      return new World(environment, answers, bytes);
    }

    /** Runs one command line. */
    public Run run(String... args) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int status =
          CommandTree.build(
                  new Surroundings(
                      new PrintWriter(out),
                      new PrintWriter(err),
                      environment,
                      answers.map(text -> new BufferedReader(new StringReader(text))),
                      Clock.systemUTC(),
                      time -> {},
                      new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
                      bytes))
              .execute(args);
      return new Run(
          status, out.toString(), err.toString(), bytes.toString(StandardCharsets.ISO_8859_1));
    }
  }

  /** Runs one command line without any environment variables. */
  public static Run run(String... args) {
    return World.bare().run(args);
  }
}
