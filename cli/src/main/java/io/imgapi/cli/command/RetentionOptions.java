/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.snapshot.Retention;
import picocli.CommandLine.Option;

/** Which snapshots are kept. */
public final class RetentionOptions {

  @Option(
      names = "--keep-hourly",
      paramLabel = "N",
      defaultValue = "24",
      description = "Keep the newest snapshot of each of the last N hours that have one (24).")
  private int hourly;

  @Option(
      names = "--keep-daily",
      paramLabel = "N",
      defaultValue = "14",
      description = "The same for days (14).")
  private int daily;

  @Option(
      names = "--keep-weekly",
      paramLabel = "N",
      defaultValue = "8",
      description = "The same for weeks (8).")
  private int weekly;

  @Option(
      names = "--keep-monthly",
      paramLabel = "N",
      defaultValue = "0",
      description = "The same for months (0).")
  private int monthly;

  Retention retention() {
    if (hourly < 0 || daily < 0 || weekly < 0 || monthly < 0) {
      throw ImgapiException.of(ExitCode.USAGE, "a number of snapshots to keep cannot be negative")
          .remedy("for example: --keep-daily 14; the newest snapshot is always kept");
    }
    return new Retention(hourly, daily, weekly, monthly);
  }
}
