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

class SandboxStopCommandTest {
  @TempDir Path directory;

  @Test
  void stopsTheProcessAndKeepsTheData() {
    Path place = directory.resolve("triton");
    try (RunningSandbox sandbox = RunningSandbox.start(place)) {
      Run stopped = sandbox.run("stop");
      assertThat(stopped.status()).as(stopped.err()).isZero();
      assertThat(sandbox.run("status").out()).contains("state:    stopped");
      assertThat(place).isNotEmptyDirectory();
    }
  }

  @Test
  void whereNoneRunsItSaysSo() {
    RunningSandbox.in(directory, "stop").requireFailure(ExitCode.NOT_SET_UP, "no sandbox");
  }
}
