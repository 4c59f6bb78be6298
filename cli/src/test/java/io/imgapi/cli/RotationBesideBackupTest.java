/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hourly backup runs, as a process of its own, when the key is to be switched. */
class RotationBesideBackupTest {
  private static final int TERMINATED = 143;
  private static final Duration WAITS_FOR_LOCK = Duration.ofSeconds(1);
  @TempDir Path directory;
  private RotatingZone zone;
  private Process backup;

  @BeforeEach
  void aSlowBackupRuns() throws Exception {
    zone = RotatingZone.start(directory);
    assertThat(zone.run(World.bare(), "restore", "-y", "--new-repo").status()).isZero();
    SampleImages.publishInto(zone.root());
    zone.sandbox().manta().faults().add(FaultRule.of(new Fault.Delay(300)).path(".*/backup.*"));
    List<String> command = new ArrayList<>(ThisProgram.commandLine());
    command.addAll(
        List.of("backup", "-y", "-q", "--parallel", "1", "--root", zone.root().toString()));
    backup =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("backup.log").toFile())
            .start();
    Path record = zone.run().resolve("backup.json");
    while (backup.isAlive() && !Files.exists(record)) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    backup.destroyForcibly();
    zone.close();
  }

  private Run rotate(String... more) {
    List<String> words = new ArrayList<>(List.of("rotate-key", "-y"));
    words.addAll(List.of(more));
    World waiting =
        World.bare()
            .in(
                Clock.systemUTC(),
                time -> {
                  zone.register();
                  if (time.equals(WAITS_FOR_LOCK)) {
                    // It has met the backup, which need not be slow any longer.
                    zone.sandbox().manta().faults().clear();
                  }
                  Thread.sleep(Math.min(200, time.toMillis()));
                });
    return zone.run(waiting, words.toArray(String[]::new));
  }

  @Test
  void itIsAskedToStopAndGoesOnLater() throws Exception {
    Run run = rotate();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("it is asked to stop, and can go on later");
    assertThat(backup.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(backup.exitValue()).isEqualTo(TERMINATED);
    zone.sandbox().manta().faults().clear();
    assertThat(zone.run(World.bare(), "backup", "-y").status()).isZero();
    zone.requireService();
  }

  @Test
  void orItIsWaitedFor() throws Exception {
    Run run = rotate("--wait");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(backup.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(backup.exitValue()).as(Files.readString(directory.resolve("backup.log"))).isZero();
    zone.requireService();
  }
}
