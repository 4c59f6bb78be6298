/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxStartCommandTest {
  @TempDir Path directory;

  @Test
  void aSecondOneInTheSameDirectoryIsRefused() {
    Path place = directory.resolve("triton");
    try (RunningSandbox sandbox = RunningSandbox.start(place)) {
      sandbox.run("start", "--detach").requireFailure(ExitCode.LOCKED, place.toString());
      assertThat(sandbox.run("status").status()).isZero();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      RunningSandbox.in(directory.resolve("triton"), "start", "--detach", "--port", port)
          .requireFailure(ExitCode.FAILED, port);
    }
  }

  @Test
  void aPortThatIsNoneIsABadCommandLine() {
    Run run = RunningSandbox.in(directory, "start", "--port", "eighty");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("--port").contains("eighty");
    assertThat(directory).isEmptyDirectory();
  }
}
