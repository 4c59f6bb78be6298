/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imgapi.cli.RotatingZone;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at a real (pseudo) terminal, played with {@code script}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalPrompterTest {
  private static final String QUESTION = "Rotate the key? [y/N]";
  @TempDir Path directory;
  private RotatingZone zone;

  /** How the program ended, and what was seen. */
  private record Seen(int status, String text) {}

  @BeforeEach
  void start() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script");
    zone = RotatingZone.start(directory);
  }

  @AfterEach
  void stop() {
    if (zone != null) {
      zone.close();
    }
  }

  private Seen typing(String keys) throws Exception {
    // Whoever runs the tests in the background has Ctrl-C ignored, and all that they start, too.
    String program =
        "env --default-signal=INT "
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -cp "
            + System.getProperty("java.class.path")
            + " io.imgapi.cli.Main rotate-key --root "
            + zone.root();
    Process process =
        new ProcessBuilder("/usr/bin/script", "-qefc", program, "/dev/null")
            .redirectErrorStream(true)
            .start();
    StringBuilder seen = new StringBuilder();
    InputStream screen = process.getInputStream();
    OutputStream keyboard = process.getOutputStream();
    byte[] block = new byte[4096];
    boolean typed = false;
    for (int n = screen.read(block); n >= 0; n = screen.read(block)) {
      seen.append(new String(block, 0, n, StandardCharsets.UTF_8));
      if (!typed && seen.indexOf(QUESTION) >= 0) {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        typed = true;
      }
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(typed).as(seen.toString()).isTrue();
    return new Seen(process.exitValue(), seen.toString());
  }

  @Test
  void aNoIsHeardAndNothingHappens() throws Exception {
    Seen seen = typing("n\r");
    assertThat(seen.status()).as(seen.text()).isZero();
    assertThat(seen.text()).doesNotContain("\tat ").doesNotContain("WARNING");
    assertThat(zone.journal()).isEmpty();
  }

  @Test
  void theEndOfTheInputIsANo() throws Exception {
    Seen seen = typing("\u0004");
    assertThat(seen.status()).as(seen.text()).isZero();
    assertThat(zone.journal()).isEmpty();
  }

  @Test
  void ctrlCEndsWith130AndSaysWhatHolds() throws Exception {
    Seen seen = typing("\u0003");
    assertThat(seen.status()).as(seen.text()).isEqualTo(130);
    assertThat(seen.text()).contains("Nothing has been changed.").doesNotContain("\tat ");
    assertThat(zone.journal()).isEmpty();
  }
}
