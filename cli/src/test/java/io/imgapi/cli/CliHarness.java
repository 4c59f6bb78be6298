/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.time.Sleeper;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Runs the real command line in this process. */
public final class CliHarness {
  private CliHarness() {}

  /** What a run ended with. */
  public record Run(int status, String out, String err) {

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

  /** Runs one command line without any environment variables; waits take no time. */
  public static Run run(String... args) {
    return run(Clock.systemUTC(), time -> {}, args);
  }

  /** Runs one command line in a time of its own. */
  public static Run run(Clock clock, Sleeper sleeper, String... args) {
    return run(clock, sleeper, Optional.empty(), args);
  }

  /** Runs one command line at a terminal on which somebody does something before saying yes. */
  public static Run runAnswering(Runnable beforeYes, String... args) {
    BufferedReader somebody =
        new BufferedReader(Reader.nullReader()) {
          @Override
          public String readLine() {
            beforeYes.run();
            return "y";
          }
        };
    return run(Clock.systemUTC(), time -> {}, Optional.of(somebody), args);
  }

  private static Run run(
      Clock clock, Sleeper sleeper, Optional<BufferedReader> terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        CommandTree.build(
                new Surroundings(
                    new PrintWriter(out), new PrintWriter(err), Map.of(), terminal, clock, sleeper))
            .execute(args);
    return new Run(status, out.toString(), err.toString());
  }
}
