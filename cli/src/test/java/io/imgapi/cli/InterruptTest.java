/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.demo.Demo;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, ended by a signal that it can answer. */
class InterruptTest {
  private static final int TERMINATED = 143;
  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone zone;
  private KilledProgram program;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
    program = new KilledProgram(directory.resolve("log"));
    assertThat(program.finish(words("restore", "--new-repo"))).isZero();
    SampleImages.publishInto(zone.root());
    sandbox.manta().faults().add(FaultRule.of(new Fault.Delay(100)));
  }

  private String[] words(String command, String... more) {
    return Stream.concat(
            Stream.of(command, "-y", "-q", "--parallel", "2", "--root", zone.root().toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aBackupSaysWhatHoldsAndHowToGoOn() throws Exception {
    assertThat(program.end(() -> new Mirrored(zone).hasManifests(), words("backup")))
        .isEqualTo(TERMINATED);
    assertThat(program.said())
        .contains("imgapi: interrupted. Every image in the backup is whole")
        .contains("The next imgapi backup goes on from there.")
        .doesNotContain("\tat ");
    assertThat(program.finish(words("backup"))).isZero();
  }

  @Test
  void aRestoreSaysWhatHoldsAndHowToGoOn() throws Exception {
    assertThat(program.finish(words("backup"))).isZero();
    Mirrored mirrored = new Mirrored(zone);
    Map<String, String> published = mirrored.local();
    Demo.delete(zone.images());
    Path journal = zone.root().resolve("data/imgapi/run/restore.json");
    assertThat(program.end(() -> Files.exists(journal), words("restore"))).isEqualTo(TERMINATED);
    assertThat(program.said())
        .contains("imgapi: interrupted. The service was not touched")
        .contains("imgapi restore goes on from here; imgapi restore --abort gives it up.");
    assertThat(program.finish(words("restore"))).isZero();
    assertThat(mirrored.local()).isEqualTo(published);
  }
}
