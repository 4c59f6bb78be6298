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
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The program as a process, which can be killed: {@code scripts/imgapi} where the property {@code
 * imgapi.program} names it, the classes under test else.
 */
public final class KilledProgram {
  private final List<String> program;
  private final Path log;

  /**
   * The program.
   *
   * @param log takes what it says
   */
  public KilledProgram(Path log) {
    this.program =
        Optional.ofNullable(System.getProperty("imgapi.program"))
            .map(List::of)
            .orElseGet(KilledProgram::underTest);
    this.log = log;
  }

  /** How the classes under test are started. */
  public static List<String> underTest() {
    return ThisProgram.commandLine();
  }

  /** Starts a command. */
  public Process launch(Map<String, String> environment, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("IMGAPI_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs a command to its end. */
  public int finish(String... words) throws Exception {
    return launch(Map.of(), List.of(words)).waitFor();
  }

  /** Ends a command as Ctrl-C and {@code kill} do, once {@code busy} says so. */
  int end(BooleanSupplier busy, String... words) throws Exception {
    Process process = launch(Map.of(), List.of(words));
    while (process.isAlive() && !busy.getAsBoolean()) {
      Thread.onSpinWait();
    }
    process.destroy();
    return process.waitFor();
  }

  /** What all runs said. */
  public String said() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** Forgets what runs said. */
  public void forgetSaid() throws IOException {
    Files.deleteIfExists(log);
  }
}
