/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine, run as an operator runs it. */
final class Tool {
  private static final int PATIENCE_SECONDS = 60;

  private Tool() {}

  /** What a run ended with. */
  record Ran(int status, String out, String err) {}

  /**
   * Skips the test where a program is not installed, or fails it where the machine is said to have
   * all of them.
   *
   * @param variable says so where it is 1
   */
  static void require(String variable, String debianPackage, String... programs) {
    for (String program : programs) {
      if (!isInstalled(program)) {
        String missing = program + " is not installed: apt-get install " + debianPackage;
        if ("1".equals(System.getenv(variable))) {
          Assertions.fail(missing);
        }
        Assumptions.abort(missing);
      }
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /**
   * Runs one to its end.
   *
   * @param directory for what it says
   */
  static Ran run(Path directory, Map<String, String> variables, String input, String... command)
      throws IOException, InterruptedException {
    Path out = directory.resolve("tool.out");
    Path err = directory.resolve("tool.err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command[0] + " does not end: " + Files.readString(err));
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
