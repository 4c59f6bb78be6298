/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.effect;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Running a program to its end. */
@FunctionalInterface
public interface Launcher {

  /** What {@link #run} returns for a program that was ended because it took too long. */
  int TIMED_OUT = -1;

  /**
   * Runs a program and waits for its end; it reads nothing.
   *
   * @param environment variables on top of this process's own, of which those that point the
   *     toolkit somewhere ({@code IMGAPI_*}, {@code MANTA_*}) are left out
   * @param log what the program prints is appended to it
   * @return its exit status, or {@link #TIMED_OUT}
   * @throws IOException when it cannot be started
   * @throws InterruptedException when the thread is interrupted meanwhile; the program is ended
   */
  int run(List<String> command, Map<String, String> environment, Path log, Duration limit)
      throws IOException, InterruptedException;

  /** Returns the one that really runs programs. */
  static Launcher system() {
    return (command, environment, log, limit) -> {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("IMGAPI_") || name.startsWith("MANTA_"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          return process.exitValue();
        }
        return TIMED_OUT;
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    };
  }
}
