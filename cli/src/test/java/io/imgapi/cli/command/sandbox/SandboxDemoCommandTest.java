/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxDemoCommandTest {
  @TempDir Path directory;

  @Test
  void tellsTheStoryAndLeavesNothing() {
    Path place = directory.resolve("demo");
    Run demo = CliHarness.run("sandbox", "demo", "--dir", place.toString());
    assertThat(demo.status()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("byte for byte").contains("nothing, the backup is up to date");
    assertThat(place).doesNotExist();
  }

  @Test
  void refusesADirectoryThatIsNotEmptyAndLeavesItAlone() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "x");
    Run demo = CliHarness.run("sandbox", "demo", "--dir", directory.toString());
    assertThat(demo.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(precious).exists();
  }
}
