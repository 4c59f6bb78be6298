/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxStatusCommandTest {
  @TempDir Path directory;

  @Test
  void saysWhatRunsWhere() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      Run status = sandbox.run("status");
      assertThat(status.status()).isZero();
      assertThat(status.out()).contains("manta:").contains("state:    running");
      assertThat(sandbox.run("status", "--json").out()).contains("\"state\" : \"running\"");
    }
  }

  @Test
  void aStoppedSandboxIsAFault() {
    Run status = RunningSandbox.in(directory, "status", "--json");
    assertThat(status.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(status.out()).contains("\"state\" : \"stopped\"");
    assertThat(directory).isEmptyDirectory();
  }
}
