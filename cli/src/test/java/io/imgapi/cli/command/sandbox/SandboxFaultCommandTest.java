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

class SandboxFaultCommandTest {
  @TempDir Path directory;

  @Test
  void setsShowsAndClearsFaults() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      Run fault = sandbox.run("fault", "delay", "millis=20", "--method", "PUT", "--times", "3");
      assertThat(fault.status()).as(fault.err()).isZero();
      assertThat(sandbox.run("fault", "--list").out()).contains("\"millis\":20");
      assertThat(sandbox.run("fault", "--clear").status()).isZero();
      assertThat(sandbox.run("fault", "--list").out()).isEmpty();
      sandbox
          .run("fault", "no-such-fault")
          .requireFailure(ExitCode.USAGE, "no-such-fault", "imgapi sandbox fault --help");
      sandbox
          .run("fault", "delay", "parsecs=20")
          .requireFailure(ExitCode.USAGE, "parsecs", "imgapi sandbox fault --help");
      sandbox
          .run("fault", "delay", "millis=20", "--path", "(")
          .requireFailure(ExitCode.USAGE, "not a regular expression", "--help");
      assertThat(sandbox.run("fault", "--list").out()).isEmpty();
    }
  }

  @Test
  void withoutASandboxThereIsNothingToTrouble() {
    RunningSandbox.in(directory, "fault", "reset")
        .requireFailure(ExitCode.NOT_SET_UP, "no sandbox", "start one");
  }
}
