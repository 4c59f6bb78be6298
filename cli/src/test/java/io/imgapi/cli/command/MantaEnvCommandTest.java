/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.RunningZone;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MantaEnvCommandTest {
  @TempDir Path directory;

  private Run mantaEnv(String config, String... more) throws IOException {
    Path file = directory.resolve("config.json");
    Files.writeString(file, config);
    String[] words = new String[more.length + 3];
    System.arraycopy(new String[] {"manta-env", "-f", file.toString()}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    return CliHarness.run(words);
  }

  private static String manta(String user, String insecure) {
    return """
        {"storageTypes": ["manta", "local"],
         "manta": {"url": "https://manta.example.com", "user": "%s", "key": "/k",
                   "keyId": "SHA256:abc", "insecure": %s}}
        """
        .formatted(user, insecure);
  }

  @Test
  void aShellTakesTheValuesAsTheyAre() throws IOException {
    String odd = "o'brien $(touch x) `y` \\\\";
    Run run = mantaEnv(manta(odd, "true"));
    assertThat(run.status()).as(run.err()).isZero();
    String said =
        RunningZone.tool(
            "sh",
            "-c",
            run.out()
                + "printf '%s|' \"$MANTA_URL\" \"$MANTA_USER\" \"$MANTA_KEY_ID\""
                + " \"$MANTA_TLS_INSECURE\"");
    assertThat(said)
        .isEqualTo("https://manta.example.com|" + odd.replace("\\\\", "\\") + "|SHA256:abc|1|");
  }

  @Test
  void aCertificateThatIsCheckedIsNotMentioned() throws IOException {
    assertThat(mantaEnv(manta("bob", "false")).out()).doesNotContain("INSECURE");
    assertThat(mantaEnv(manta("bob", "false"), "--json").out())
        .contains("\"MANTA_USER\":\"bob\"", "imgapi/manta-env/1");
  }

  @Test
  void withoutMantaItSaysNothingAndEndsWell() throws IOException {
    Run run = mantaEnv("{}");
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aConfigurationThatIsNotThereIsAFailureButNotForALoginShell() {
    String absent = directory.resolve("absent").toString();
    CliHarness.run("manta-env", "-f", absent)
        .requireFailure(ExitCode.CONFIG_INVALID, "no configuration file", absent);
    Run login = CliHarness.run("manta-env", "-f", absent, "--quiet");
    assertThat(login.status()).isZero();
    assertThat(login.out() + login.err()).isEmpty();
  }

  @Test
  void aConfigurationThatCannotBeUsedIsAFailureAlsoForALoginShell() throws IOException {
    mantaEnv("{\"manta\":", "--quiet").requireFailure(ExitCode.CONFIG_INVALID, "config --check");
  }
}
