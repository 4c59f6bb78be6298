/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertCommandTest {

  @Test
  void withoutACommandItAsksForOne() {
    Run bare = CliHarness.run("cert");
    assertThat(bare.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(bare.err()).contains("which command?");
  }

  @Test
  void eachCommandHasExamplesAndExitStatuses() {
    for (String command : List.of("show", "install")) {
      Run help = CliHarness.run("cert", command, "--help");
      assertThat(help.status()).isZero();
      assertThat(help.out()).contains("Examples:", "imgapi cert " + command, "Exit status:");
    }
  }
}
