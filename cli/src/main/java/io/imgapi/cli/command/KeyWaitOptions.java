/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.registration.KeyWait;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long Manta is asked whether it accepts a key. */
public final class KeyWaitOptions {
  private static final int MOST_SECONDS = 7 * 24 * 3600;

  @Option(
      names = "--key-timeout",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description =
          "How long Manta may take to accept the key; 0: do not ask it (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--key-settle",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long Manta must have accepted it without a refusal (default: ${DEFAULT-VALUE}).")
  private int settle;

  KeyWait keyWait() {
    return new KeyWait(seconds("--key-settle", settle), seconds("--key-timeout", timeout));
  }

  /**
   * A number of seconds as a time.
   *
   * @throws ImgapiException {@code USAGE}
   */
  static Duration seconds(String option, int value) {
    if (value < 0 || value > MOST_SECONDS) {
      throw ImgapiException.of(
              ExitCode.USAGE, option + " must be from 0 to " + MOST_SECONDS + " seconds")
          .remedy("for example: " + option + " 900");
    }
    return Duration.ofSeconds(value);
  }
}
