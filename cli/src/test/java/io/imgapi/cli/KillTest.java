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
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program, ended with SIGKILL after a random number of requests, then run again: nothing
 * is lost and nothing is in the way. {@code -Dimgapi.kills=200} for the full number.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("imgapi.kills", 6);
  private final Random random = new Random(Long.getLong("imgapi.kills.seed", 1));

  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone zone;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
    // Slow enough that a kill meets it at work, whatever the machine.
    sandbox.manta().faults().add(FaultRule.of(new Fault.Delay(10)));
    assertThat(finish("restore", "--new-repo")).isZero();
    SampleImages.publishInto(zone.root());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aBackupKilledAnywhereCanBeRunAgain() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      touchSomething(i);
      killed("backup", random.nextInt(60));
      assertThat(finish("backup")).isZero();
    }
    Map<String, String> local = files();
    loseEverything();
    assertThat(finish("restore")).isZero();
    assertThat(files()).isEqualTo(local);
  }

  @Test
  void aRestoreKilledAnywhereCanBeRunAgain() throws Exception {
    assertThat(finish("backup")).isZero();
    Map<String, String> local = files();
    for (int i = 0; i < KILLS; i++) {
      loseEverything();
      killed("restore", random.nextInt(80));
      assertThat(finish("restore")).isZero();
      assertThat(files()).isEqualTo(local);
    }
  }

  /** Adds a new image file that nothing names yet, so that every backup has something to put. */
  private void touchSomething(int round) throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.writeString(
          zone.images().resolve("extra-" + round + "-" + i), "round " + round + " file " + i);
    }
  }

  private void loseEverything() {
    Demo.delete(zone.manifests());
    Demo.delete(zone.images());
    Demo.delete(zone.root().resolve("data/imgapi/run"));
  }

  private Process launch(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("io.imgapi.cli.Main");
    command.add(words[0]);
    command.addAll(List.of("-y", "-q", "--parallel", "2", "--root", zone.root().toString()));
    command.addAll(List.of(words).subList(1, words.length));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "log")))
        .start();
  }

  private int finish(String... words) throws Exception {
    return launch(words).waitFor();
  }

  /** Lets the program make some requests, then kills it; it may have ended by itself before. */
  private void killed(String command, int requests) throws Exception {
    long before = requests();
    Process process = launch(command);
    while (process.isAlive() && requests() < before + requests) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
  }

  private long requests() {
    return sandbox.manta().stats().requests().values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path tree : new Path[] {zone.manifests(), zone.images()}) {
      try (var all = Files.walk(tree)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(
              zone.root().relativize(file).toString(),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }
}
