/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The program as a process, which can be ended with SIGKILL: {@code scripts/imgapi} where the
 * property {@code imgapi.program} names it, the classes under test else.
 */
public final class KilledProgram {
  private static final int MOST_MICROS = 40_000;
  private final List<String> program;
  private final List<String> options;
  private final Path log;
  private final Random random;

  KilledProgram(Path zoneRoot, Path log, Random random) {
    this.program =
        Optional.ofNullable(System.getProperty("imgapi.program"))
            .map(List::of)
            .orElseGet(KilledProgram::underTest);
    this.options = List.of("-y", "-q", "--parallel", "2", "--root", zoneRoot.toString());
    this.log = log;
    this.random = random;
  }

  /** How the classes under test are started. */
  public static List<String> underTest() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        "io.imgapi.cli.Main");
  }

  private Process launch(String... words) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.add(words[0]);
    command.addAll(options);
    command.addAll(List.of(words).subList(1, words.length));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Runs a command to its end. */
  int finish(String... words) throws Exception {
    return launch(words).waitFor();
  }

  /** Ends a command as Ctrl-C and {@code kill} do, once {@code busy} says so. */
  int end(String command, BooleanSupplier busy) throws Exception {
    Process process = launch(command);
    while (process.isAlive() && !busy.getAsBoolean()) {
      Thread.onSpinWait();
    }
    process.destroy();
    return process.waitFor();
  }

  /** What all runs said. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /**
   * Kills a command a random moment after it made some requests.
   *
   * @return whether it was still at work
   */
  boolean kill(int afterRequests, LongSupplier requests, String... words) throws Exception {
    long before = requests.getAsLong();
    Process process = launch(words);
    while (process.isAlive() && requests.getAsLong() < before + afterRequests) {
      Thread.onSpinWait();
    }
    // Work between two requests, and after the last one, has its share too.
    Thread.sleep(random.nextInt(MOST_MICROS) / 1000, random.nextInt(1_000_000));
    return process.destroyForcibly().waitFor() != 0;
  }
}
