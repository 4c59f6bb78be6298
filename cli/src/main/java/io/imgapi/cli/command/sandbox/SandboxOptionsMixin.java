/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which sandbox is meant; the same in every sandbox command. */
public final class SandboxOptionsMixin implements Documented {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "${env:HOME:-${sys:user.home}}/.imgapi-sandbox",
      description = "Directory of the sandbox (default: ~/.imgapi-sandbox).")
  private Path directory;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.SANDBOX, Place.SANDBOX_RECORD)
        .ends(ExitCode.NOT_SET_UP, "no sandbox runs in that directory, or it has no such zone");
  }

  /** Returns the sandbox's directory. */
  public Path directory() {
    return directory;
  }
}
