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
import org.junit.jupiter.api.Test;

class CompletionCommandTest {

  @Test
  void prints_a_script_that_knows_every_command() {
    Run run = CliHarness.run("completion", "bash");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("'imgapi backup' | 'imgapi standalone-backup')", "'imgapi sandbox zone create')")
        .endsWith("complete -o default -F _imgapi imgapi\n");
  }

  @Test
  void refuses_a_shell_for_which_there_is_none() {
    CliHarness.run("completion", "fish").requireFailure(ExitCode.USAGE, "bash", "fish");
  }

  @Test
  void wants_to_know_the_shell() {
    CliHarness.run("completion").requireFailure(ExitCode.USAGE, "bash");
  }
}
