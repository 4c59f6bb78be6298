/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The installer ended with SIGKILL at moments that are spread over a whole run: one version works
 * at each of them, and running it again finishes.
 */
class InstallerKillTest {
  private static final int KILLS = Integer.getInteger("imgapi.installer.kills", 8);

  @TempDir static Path releases;

  private static Release first;
  private static Release second;

  @TempDir Path work;

  @BeforeAll
  static void unpack() throws IOException {
    first = Release.unpack(releases.resolve("1")).quick();
    second = Release.unpack(releases.resolve("2")).quick().as("99.2.0");
  }

  private Machine machine() throws IOException {
    return new Machine(Files.createDirectories(work.resolve("home")));
  }

  private List<String> command(Release release, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                release.installer().toString(),
                "--prefix",
                work.resolve("a/place").toString(),
                "--link",
                work.resolve("b/bin").toString()));
    command.addAll(List.of(more));
    return command;
  }

  private long nanosOf(Machine machine, List<String> command) {
    long begin = System.nanoTime();
    machine.run(command).good();
    return System.nanoTime() - begin;
  }

  /** Kills the whole group, as a machine that loses its power does. */
  private static void kill(Machine machine, List<String> command, long afterNanos)
      throws Exception {
    Process process = machine.start(command);
    if (!process.waitFor(afterNanos, TimeUnit.NANOSECONDS)) {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
      for (ProcessHandle each : all) {
        each.onExit().get();
      }
    }
  }

  private String version(Machine machine) {
    return machine
        .run(List.of(work.resolve("a/place/current/bin/imgapi").toString(), "--version"))
        .good()
        .strip();
  }

  @Test
  void oneVersionWorksWhereverAnUpgradeIsKilledAndTheNextRunFinishes() throws Exception {
    Machine machine = machine();
    Map<String, String> nothing = Machine.listing(work);
    machine.run(command(first)).good();
    Map<String, String> before = Machine.listing(work);
    long whole = nanosOf(machine, command(second));
    Map<String, String> after = Machine.listing(work);
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      machine.run(command(first, "--uninstall")).good();
      machine.run(command(first)).good();
      assertThat(Machine.listing(work).keySet()).isEqualTo(before.keySet());
      kill(machine, command(second), whole * kill / KILLS + random.nextInt(1_000_000));
      assertThat(version(machine)).isIn("imgapi " + Release.VERSION, "imgapi 99.2.0");
      machine.run(command(second)).good();
      assertThat(version(machine)).isEqualTo("imgapi 99.2.0");
      assertThat(Machine.listing(work).keySet()).as("kill " + kill).isEqualTo(after.keySet());
    }
    machine.run(command(second, "--uninstall")).good();
    assertThat(Machine.listing(work)).isEqualTo(nothing);
  }

  @Test
  void nothingIsLeftWhereverTheFirstInstallationOrTheRemovalIsKilled() throws Exception {
    Machine machine = machine();
    Map<String, String> nothing = Machine.listing(work);
    long whole = nanosOf(machine, command(first));
    long removal = nanosOf(machine, command(first, "--uninstall"));
    Random random = new Random(2);
    for (int kill = 0; kill < KILLS; kill++) {
      kill(machine, command(first), whole * kill / KILLS + random.nextInt(1_000_000));
      if (kill % 2 == 0) {
        machine.run(command(first)).good();
        kill(
            machine,
            command(first, "--uninstall"),
            removal * kill / KILLS + random.nextInt(1_000_000));
      }
      machine.run(command(first)).good();
      machine.run(command(first, "--uninstall")).good();
      assertThat(Machine.listing(work)).as("kill " + kill).isEqualTo(nothing);
    }
  }
}
