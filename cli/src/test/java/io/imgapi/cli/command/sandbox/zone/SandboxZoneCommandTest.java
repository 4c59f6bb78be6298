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
import org.junit.jupiter.api.Test;

class SandboxZoneCommandTest {

  @Test
  void asksWhichCommandIsMeant() {
    Run run = CliHarness.run("sandbox", "zone");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("which command").contains("imgapi sandbox zone --help");
  }
}
