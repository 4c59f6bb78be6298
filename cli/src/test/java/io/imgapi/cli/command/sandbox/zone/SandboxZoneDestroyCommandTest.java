/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.command.sandbox.RunningSandbox;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxZoneDestroyCommandTest {
  @TempDir Path directory;

  @Test
  void leavesNothingOfAZone() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox.create("images0", "--no-manta");
      Run destroyed = sandbox.zone("destroy", "images0");
      assertThat(destroyed.status()).as(destroyed.err()).isZero();
      assertThat(destroyed.out()).isEmpty();
      assertThat(sandbox.root("images0")).doesNotExist();
      assertThat(sandbox.zone("list").out()).isEmpty();
      assertThat(sandbox.run("env").out()).doesNotContain("IMGAPI_ROOT");
      sandbox.zone("destroy", "images0").requireFailure(ExitCode.NOT_SET_UP, "no zone images0");
      sandbox.zone("destroy", "../x").requireFailure(ExitCode.NOT_SET_UP, "no zone ../x");
    }
  }
}
