/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose area it is is asked for on a terminal, and nowhere else. */
class TakeOverQuestionTest extends SnapshotFixture {

  @BeforeEach
  void forgetWhoItWas() {
    Demo.delete(zone.root().resolve("data/imgapi/run/owner.json"));
  }

  @Test
  void theOwnersAliasIsTypedAndThePlanSaysWhatItMeans() {
    Run run = typing("images0\ny\n", "restore");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("type the owner's alias")
        .contains("taken over by this run")
        .contains("this instance's own, so only stopping the old server keeps it from writing");
    done("backup", "-y");
  }

  @Test
  void aBackupAsksToo() {
    Run run = typing("images0\ny\n", "backup");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("taken over by this run");
  }

  @Test
  void anotherAliasOrNoneIsARefusal() {
    for (String typed : new String[] {"\n", "images1\n", ""}) {
      Run run = typing(typed, "restore");
      assertThat(run.status()).as(typed).isEqualTo(ExitCode.NOT_OWNER.status());
      assertThat(run.err()).contains("--take-over=images0");
    }
  }

  @Test
  void withYesNobodyIsAsked() {
    Run run = typing("images0\n", "restore", "-y");
    assertThat(run.status()).isEqualTo(ExitCode.NOT_OWNER.status());
    assertThat(run.err()).doesNotContain("type the owner's alias");
  }

  @Test
  void withoutATerminalNobodyIsAsked() {
    run("restore").requireFailure(ExitCode.NOT_OWNER, "--take-over=images0", "its key");
  }
}
