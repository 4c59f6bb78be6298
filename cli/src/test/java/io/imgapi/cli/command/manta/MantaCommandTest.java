/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose credentials are used, and what the commands say of themselves. */
class MantaCommandTest {
  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  @Test
  void withoutACommandItAsksForOne() {
    Run bare = CliHarness.run("manta");
    assertThat(bare.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(bare.err()).contains("which command?");
  }

  @Test
  void eachCommandHasExamplesAndExitStatuses() {
    for (String command : List.of("ls", "find", "info", "get", "put", "rm")) {
      Run help = CliHarness.run("manta", command, "--help");
      assertThat(help.status()).isZero();
      assertThat(help.out()).contains("Examples:", "imgapi manta " + command, "Exit status:");
    }
  }

  @Test
  void withoutAnInstanceTheEnvironmentIsUsed() {
    manta.put("~~/stor/a", "A");
    Run away = manta.runAway(Map.of(), "ls");
    assertThat(away.status()).as(away.err()).isZero();
    assertThat(away.out()).isEqualTo("a\n");
  }

  @Test
  void theInstanceComesBeforeTheEnvironmentUnlessThatIsAskedFor() {
    Map<String, String> both = new HashMap<>(manta.environment());
    both.put("IMGAPI_ROOT", manta.zone().root().toString());
    both.put("MANTA_KEY_ID", "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff");
    World world = World.bare().with(both);
    assertThat(world.run("manta", "ls", "~~/stor").status()).isZero();
    Run asked = world.run("manta", "ls", "--env", "~~/stor");
    assertThat(asked.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(asked.err()).contains("the environment (MANTA_URL", "00:11:22:33", "ssh-add");
  }

  @Test
  void missingVariablesAreNamed() {
    Run some = manta.runAway(Map.of("MANTA_USER", "", "MANTA_KEY_ID", " "), "ls");
    assertThat(some.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(some.err())
        .contains("MANTA_USER, MANTA_KEY_ID", "imgapi.config.json is not there", "--root DIR")
        .doesNotContain("MANTA_URL,");
  }

  @Test
  void aBadAddressIsNamedWithoutThePasswordInIt() {
    Run bad = manta.runAway(Map.of("MANTA_URL", "https://me:secret@manta.example.com"), "ls");
    assertThat(bad.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(bad.err()).contains("manta.example.com").doesNotContain("secret");
  }

  @Test
  void aConfigurationThatWasNamedOrIsBrokenNeverGivesWay() throws IOException {
    Map<String, String> variables = new HashMap<>(manta.environment());
    variables.put("IMGAPI_CONFIG", directory.resolve("none.json").toString());
    Run named = World.bare().with(variables).run("manta", "ls");
    assertThat(named.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(named.err()).contains("none.json");
    Files.writeString(manta.zone().configuration(), "{");
    variables.remove("IMGAPI_CONFIG");
    variables.put("IMGAPI_ROOT", manta.zone().root().toString());
    Run broken = World.bare().with(variables).run("manta", "ls");
    assertThat(broken.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
  }

  @Test
  void whatIsNoPathIsAUsageError() {
    for (String path : List.of("stor/a", "~/stor", "~~stor", "/operator/stor/../a", "/a//b", "")) {
      Run run = manta.run("info", path);
      assertThat(run.status()).as(path).isEqualTo(ExitCode.USAGE.status());
      assertThat(run.err()).contains("not a path in Manta", "~~/stor/images0");
    }
  }
}
