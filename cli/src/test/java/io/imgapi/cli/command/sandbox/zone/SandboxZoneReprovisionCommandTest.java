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
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxZoneReprovisionCommandTest {
  @TempDir Path directory;

  @Test
  void keepsDataAndNothingElse() throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox.create("images0");
      Path root = sandbox.root("images0");
      String config = Files.readString(root.resolve("data/imgapi/etc/imgapi.config.json"));
      Path log = Files.writeString(root.resolve("var/log/triton/kept.log"), "x");
      Run done = sandbox.zone("reprovision", "images0");
      assertThat(done.status()).as(done.err()).isZero();
      assertThat(done.out()).contains("(set up)").contains("(imgapi online)");
      assertThat(log).doesNotExist();
      assertThat(root.resolve("data/imgapi/etc/imgapi.config.json")).content().isEqualTo(config);
      sandbox.zone("reprovision", "other").requireFailure(ExitCode.NOT_SET_UP, "no zone other");
    }
  }
}
