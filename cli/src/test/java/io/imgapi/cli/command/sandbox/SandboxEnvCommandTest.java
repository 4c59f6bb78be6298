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

class SandboxEnvCommandTest {
  @TempDir Path directory;

  @Test
  void pointsAShellAtTheSandbox() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("o'triton"))) {
      Run env = sandbox.run("env");
      assertThat(env.status()).as(env.err()).isZero();
      assertThat(env.out())
          .contains("export MANTA_URL='http://127.0.0.1:")
          .contains("export MANTA_USER=")
          .contains("export MANTA_KEY_ID=");
      assertThat(env.out().lines()).allMatch(line -> line.matches("export \\w+='.*'"));
    }
  }

  @Test
  void withoutASandboxItPrintsNothingAShellCouldRun() {
    RunningSandbox.in(directory, "env").requireFailure(ExitCode.NOT_SET_UP, "no sandbox");
  }
}
