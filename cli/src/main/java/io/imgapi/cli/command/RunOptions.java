/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.ByteSize;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How a long run goes about its work; the same in backup and restore. */
public final class RunOptions {
  private static final int MOST_PARALLEL = 1024;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be done and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Option(
      names = {"-p", "--parallel"},
      paramLabel = "N",
      defaultValue = "80",
      description = "Do N things side by side (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--limit-rate",
      paramLabel = "RATE",
      description = "Move at most RATE bytes a second, for example 800k or 20m.")
  private Optional<String> rate;

  boolean dryRun() {
    return dryRun;
  }

  boolean yes() {
    return yes;
  }

  boolean quiet() {
    return quiet;
  }

  /**
   * Whether a result is shown: as JSON always, as text unless it is good and nobody wants to know.
   */
  boolean shows(ExitCode result) {
    return json || !quiet || result != ExitCode.OK;
  }

  boolean json() {
    return json;
  }

  int parallel() {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw ImgapiException.of(
              ExitCode.USAGE, "--parallel must be from 1 to " + MOST_PARALLEL + ", not " + parallel)
          .remedy("for example: --parallel 64");
    }
    return parallel;
  }

  OptionalLong bytesPerSecond() {
    return rate.map(text -> OptionalLong.of(ByteSize.parse("--limit-rate", text)))
        .orElse(OptionalLong.empty());
  }
}
