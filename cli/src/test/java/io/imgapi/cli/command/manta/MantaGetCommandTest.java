/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MantaGetCommandTest extends MantaCommandsBase {

  @Test
  void writesToStandardOutput() throws IOException {
    plant(STOR + "/x/one", "what is in it");
    Run run = manta("get", STOR + "/x/one");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("what is in it");
  }

  @Test
  void replacesAFileOnlyWithProvenBytes() throws IOException {
    plant(STOR + "/x/one", "new content");
    Path file = file("kept", "old");
    trouble(new Fault.FlippedResponse(0L), "GET", 9);
    manta("get", STOR + "/x/one", "-o", file.toString()).requireFailure(ExitCode.INTEGRITY, "one");
    assertThat(file).hasContent("old");
    sandbox.manta().faults().clear();
    assertThat(manta("get", STOR + "/x/one", "-o", file.toString()).status()).isZero();
    assertThat(file).hasContent("new content");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith("."));
    }
  }

  @Test
  void goesOnAfterABrokenConnection() throws IOException {
    plant(STOR + "/x/one", "x".repeat(300_000));
    trouble(new Fault.TruncatedResponse(1000L), "GET", 1);
    assertThat(manta("get", STOR + "/x/one").out()).hasSize(300_000);
  }

  @Test
  void refusesDirectoriesOnEitherSide() throws IOException {
    plant(STOR + "/x/one", "1");
    manta("get", STOR + "/x").requireFailure(ExitCode.USAGE, "is a directory", "manta ls");
    manta("get", STOR + "/x/one", "-o", directory.toString())
        .requireFailure(ExitCode.USAGE, "is a directory");
    manta("get", STOR + "/x/one", "-o", directory.resolve("no/such/dir").toString())
        .requireFailure(ExitCode.FAILED, "cannot be written");
  }
}
