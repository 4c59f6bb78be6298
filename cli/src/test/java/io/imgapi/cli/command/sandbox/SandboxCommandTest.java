/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.CliHarness;
import io.imgapi.core.error.ExitCode;
import org.junit.jupiter.api.Test;

class SandboxCommandTest {

  @Test
  void withoutACommandItSaysHowToGoOn() {
    CliHarness.run("sandbox")
        .requireFailure(ExitCode.USAGE, "which command?", "imgapi sandbox --help");
  }
}
