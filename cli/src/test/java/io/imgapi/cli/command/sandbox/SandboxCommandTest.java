/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCommandTest {
  @TempDir Path directory;

  private Run sandbox(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "sandbox";
    all[1] = args[0];
    all[2] = "--dir";
    all[3] = directory.resolve("triton").toString();
    System.arraycopy(args, 1, all, 4, args.length - 1);
    return CliHarness.run(all);
  }

  @Test
  void startsShowsFailsOnDemandAndStops() {
    Run started = sandbox("start", "--detach", "--http");
    try {
      assertThat(started.status()).as(started.err()).isZero();
      assertThat(started.out()).contains("manta:").contains("state:    running");
      Run again = sandbox("start", "--detach");
      assertThat(again.status()).isEqualTo(ExitCode.LOCKED.status());
      assertThat(sandbox("status", "--json").out()).contains("\"state\" : \"running\"");
      assertThat(sandbox("env").out())
          .contains("export MANTA_URL='http://127.0.0.1:")
          .contains("export MANTA_USER=")
          .contains("export MANTA_KEY_ID=");
      Run fault = sandbox("fault", "delay", "millis=20", "--method", "PUT", "--times", "3");
      assertThat(fault.status()).as(fault.err()).isZero();
      assertThat(sandbox("fault", "--list").out()).contains("\"millis\":20");
      assertThat(sandbox("fault", "--clear").status()).isZero();
      assertThat(sandbox("fault", "--list").out()).isEmpty();
      assertThat(sandbox("fault", "no-such-fault").status()).isEqualTo(ExitCode.USAGE.status());
    } finally {
      assertThat(sandbox("stop").status()).isZero();
    }
    assertThat(sandbox("status").status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(sandbox("env").status()).isEqualTo(ExitCode.NOT_SET_UP.status());
  }
}
