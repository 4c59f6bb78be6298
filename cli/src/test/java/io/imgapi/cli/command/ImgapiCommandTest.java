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

class ImgapiCommandTest {

  @Test
  void withoutACommandItSaysHowToGoOn() {
    CliHarness.run().requireFailure(ExitCode.USAGE, "which command?", "imgapi --help");
  }

  @Test
  void aMistypedCommandIsCorrected() {
    Run run = CliHarness.run("bakcup");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("bakcup").contains("did you mean").contains("backup");
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void showsItsVersion() {
    Run run = CliHarness.run("--version");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("imgapi ");
  }

  @Test
  void helpListsTheCommands() {
    Run run = CliHarness.run("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("backup", "restore", "config", "gen-config", "sandbox");
    assertThat(CliHarness.run("help", "backup").out())
        .isEqualTo(CliHarness.run("backup", "--help").out());
  }

  @Test
  void oldNamesOfCommandsStillWork() {
    assertThat(CliHarness.run("standalone-backup", "--help").status()).isZero();
    assertThat(CliHarness.run("standalone-restore", "--help").status()).isZero();
    assertThat(CliHarness.run("standalone-gen-setup-config", "--help").status()).isZero();
  }
}
