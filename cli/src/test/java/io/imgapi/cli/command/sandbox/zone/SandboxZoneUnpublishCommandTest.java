/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deletion itself is in {@link SandboxZonePublishCommandTest}, which has images. */
class SandboxZoneUnpublishCommandTest {
  @TempDir Path directory;

  @Test
  void wantsARunningSandbox() {
    CliHarness.run(
            "sandbox",
            "zone",
            "unpublish",
            "images0",
            UUID.randomUUID().toString(),
            "--dir",
            directory.toString())
        .requireFailure(ExitCode.NOT_SET_UP, "no sandbox is running");
  }

  @Test
  void wantsAnImage() {
    Run run = CliHarness.run("sandbox", "zone", "unpublish", "images0");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("UUID");
  }
}
