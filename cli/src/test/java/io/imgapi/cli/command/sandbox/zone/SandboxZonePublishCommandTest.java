/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.command.sandbox.RunningSandbox;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxZonePublishCommandTest {
  @TempDir Path directory;

  @Test
  void publishesWhatTheServiceThenHasAndUnpublishTakesItAwayAgain() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox.create("images0", "--no-manta");
      String root = sandbox.root("images0").toString();
      sandbox
          .zone("publish", "images0")
          .requireFailure(ExitCode.FAILED, "imgapi authkeys add operator");
      Path key = directory.resolve("triton/home/.ssh/id_rsa.pub");
      assertThat(
              CliHarness.run("authkeys", "add", "--root", root, "operator", key.toString())
                  .status())
          .isZero();
      assertThat(CliHarness.run("authkeys", "reload", "--restart", "-y", "--root", root).status())
          .isZero();

      Run published = sandbox.zone("publish", "images0");
      assertThat(published.status()).as(published.err()).isZero();
      List<String> lines = published.out().lines().toList();
      assertThat(lines).hasSize(6).allMatch(line -> line.matches("[0-9a-f-]{36}  \\S+"));

      String uuid = lines.get(0).substring(0, 36);
      Path manifest = sandbox.root("images0").resolve("data/imgapi/manifests/" + uuid + ".raw");
      assertThat(manifest).exists();
      assertThat(sandbox.zone("unpublish", "images0", uuid).status()).isZero();
      assertThat(Files.exists(manifest)).isFalse();
    }
  }

  @Test
  void tellsWhatIsNotThere() {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      sandbox.zone("publish", "images9").requireFailure(ExitCode.NOT_SET_UP, "no zone images9");
      sandbox
          .zone("unpublish", "images9", UUID.randomUUID().toString())
          .requireFailure(ExitCode.NOT_SET_UP, "no zone images9");
    }
  }
}
