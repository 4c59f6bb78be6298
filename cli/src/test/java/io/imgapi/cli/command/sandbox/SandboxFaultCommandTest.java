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
  void everyServiceAndJobCanFail() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      for (String[] words :
          new String[][] {
            {"proxy-down", "--service", "vmapi", "--glob", "/vms/*", "--times", "1"},
            {"reset", "moment=after_request_body", "--service", "sapi", "--method", "PUT"},
            {"status", "status=51", "--service", "ufds", "--method", "bind"},
            {"job-canceled", "task=provision", "step=imgapi.ensure_image", "--times", "2"}
          }) {
        Run fault = sandbox.run("fault", words);
        assertThat(fault.status()).as(fault.err()).isZero();
      }
      assertThat(sandbox.run("fault", "--list").out().lines())
          .hasSize(4)
          .anyMatch(line -> line.startsWith("vmapi: 0 times: ") && line.contains("proxy-down"))
          .anyMatch(line -> line.startsWith("sapi: 0 times: "))
          .anyMatch(line -> line.startsWith("ufds: 0 times: "))
          .contains("jobs: 0 times: job-canceled task=provision step=imgapi.ensure_image count=2");
      sandbox
          .run("fault", "race", "--service", "sapi")
          .requireFailure(ExitCode.USAGE, "sapi knows no fault of this type", "--help");
      sandbox
          .run("fault", "status", "status=500", "--service", "nonesuch")
          .requireFailure(ExitCode.USAGE, "nonesuch", "--help");
      sandbox
          .run("fault", "job-fails", "parsecs=20")
          .requireFailure(ExitCode.USAGE, "parsecs", "imgapi sandbox fault --help");
      sandbox.run("fault", "job-sings").requireFailure(ExitCode.USAGE, "job-sings", "--help");
      assertThat(sandbox.run("fault", "--clear").status()).isZero();
      assertThat(sandbox.run("fault", "--list").out()).isEmpty();
    }
  }

  @Test
  void withoutASandboxThereIsNothingToTrouble() {
    RunningSandbox.in(directory, "fault", "reset")
        .requireFailure(ExitCode.NOT_SET_UP, "no sandbox", "start one");
  }
}
