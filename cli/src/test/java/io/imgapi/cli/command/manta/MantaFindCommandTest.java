/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching against a real Manta over HTTP. */
class MantaFindCommandTest {
  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
    manta.put("~~/stor/d/a.raw", "1");
    manta.put("~~/stor/d/sub/b.raw", "22");
    manta.put("~~/stor/d/sub/deep/c.txt", "333");
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private Run find(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "find";
    all[1] = "~~/stor/d";
    System.arraycopy(words, 0, all, 2, words.length);
    return manta.run(all);
  }

  @Test
  void findsEverythingEachDirectoryBeforeItsContent() {
    assertThat(find().out())
        .isEqualTo(
            """
            /operator/stor/d/a.raw
            /operator/stor/d/sub/
            /operator/stor/d/sub/b.raw
            /operator/stor/d/sub/deep/
            /operator/stor/d/sub/deep/c.txt
            """);
  }

  @Test
  void narrowsByNameTypeAndDepth() {
    assertThat(find("--name", "\\.raw$").out().lines()).hasSize(2);
    assertThat(find("-t", "d").out())
        .isEqualTo("/operator/stor/d/sub/\n/operator/stor/d/sub/deep/\n");
    assertThat(find("-t", "o", "--max-depth", "1").out()).isEqualTo("/operator/stor/d/a.raw\n");
    assertThat(find("--max-depth", "2").out().lines()).hasSize(4);
    assertThat(find("--name", "^c", "-l").out()).matches("o operator +3 .*/sub/deep/c.txt\n");
    assertThat(find("--name", "^c", "--json").out())
        .contains("\"path\":\"/operator/stor/d/sub/deep/c.txt\"");
  }

  @Test
  void anObjectFindsItself() {
    assertThat(manta.run("find", "~~/stor/d/a.raw").out()).isEqualTo("/operator/stor/d/a.raw\n");
  }

  @Test
  void whatIsNoExpressionTypeOrDepthIsAUsageError() {
    Run expression = find("--name", "a(");
    assertThat(expression.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(expression.err()).contains("not a(: Unclosed group", "for example: --name");
    assertThat(find("-t", "x").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(find("--max-depth", "0").status()).isEqualTo(ExitCode.USAGE.status());
  }

  @Test
  void absentRefusedAndUnreachableAreDifferentAnswers() {
    manta.requireThreeDifferentAnswers("find", "~~/stor/none");
  }
}
