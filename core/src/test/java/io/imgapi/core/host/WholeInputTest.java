/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link HostContract} cannot do to a host: end it while it hands a text over. */
class WholeInputTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String TEXT = "some\nlines\n";

  @TempDir Path directory;

  @Test
  void whereOnlyAPartOfTheTextComesTheProgramIsNotStarted() throws Exception {
    Path there = directory.resolve("there");
    Command whole =
        WholeInput.of(new Command(List.of("tee", there.toString()), Map.of(), TEXT, LIMIT));
    for (int length = 1; length < whole.input().length(); length++) {
      assertThat(reading(whole, length).succeeded()).as("%d characters", length).isFalse();
      assertThat(there).doesNotExist();
    }
    assertThat(reading(whole, whole.input().length())).isEqualTo(new Exited(0, TEXT, ""));
    assertThat(Files.readString(there)).isEqualTo(TEXT);
  }

  private static Exited reading(Command command, int length) throws Exception {
    Process process = new ProcessBuilder(command.arguments()).start();
    try (var in = process.outputWriter()) {
      in.write(command.input(), 0, length);
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Exited(process.waitFor(), out, err);
  }
}
