/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Runs the real command line in this process. */
public final class CliHarness {
  private CliHarness() {}

  /** What a run ended with. */
  public record Run(int status, String out, String err) {}

  /** Runs one command line without any environment variables. */
  public static Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        CommandTree.build(
                new Surroundings(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    Map.of(),
                    Optional.empty(),
                    Clock.systemUTC(),
                    time -> {}))
            .execute(args);
    return new Run(status, out.toString(), err.toString());
  }
}
