/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs that show manual pages and that complete commands. */
final class ManualTools {
  private ManualTools() {}

  /** What a program said, and how it ended. */
  record Said(int status, String out, String err) {}

  /** Goes on only where all these programs are; fails where they must be there. */
  static void require(String... programs) {
    List<String> absent = Arrays.stream(programs).filter(name -> !isThere(name)).toList();
    if (absent.isEmpty()) {
      return;
    }
    String missing = "not installed: " + absent + "; apt-get install man-db mandoc groff bsdutils";
    if ("1".equals(System.getenv("IMGAPI_REQUIRE_MAN"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing);
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Runs a program as on a terminal of 80 columns that knows Unicode. */
  static Said run(Path directory, String input, String... command)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile("imgapi-manual", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
      builder.environment().put("MANWIDTH", "80");
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("TERM", "dumb");
      builder.environment().put("INPUTRC", "/dev/null");
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  /** Runs a program that must have nothing to complain of. */
  static String runWell(Path directory, String... command)
      throws IOException, InterruptedException {
    Said said = run(directory, "", command);
    assertThat(said.err()).as(String.join(" ", command)).isEmpty();
    assertThat(said.status()).as(said.out()).isZero();
    return said.out();
  }
}
