/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.command.sandbox.RunningSandbox;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxZoneRebootCommandTest {
  @TempDir Path directory;

  @Test
  void startsItsServicesAgainAndSaysWhichDoNot() throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox.create("images0", "--no-manta");
      Run rebooted = sandbox.zone("reboot", "images0", "--json");
      assertThat(rebooted.status()).as(rebooted.err()).isZero();
      assertThat(rebooted.out()).contains("\"up\" : true");
      Path config = sandbox.root("images0").resolve("data/imgapi/etc/imgapi.config.json");
      Files.writeString(config, "{");
      sandbox
          .zone("reboot", "images0")
          .requireFailure(ExitCode.FAILED, "imgapi does not start", "svcadm clear imgapi");
      sandbox.zone("reboot", "other").requireFailure(ExitCode.NOT_SET_UP, "no zone other");
    }
  }
}
