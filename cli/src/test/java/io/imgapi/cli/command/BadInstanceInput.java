/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What an operator gets wrong, asked of a command that works with Manta. Each is one message that
 * says what to correct; nothing is changed, here or in Manta, but the record of the run.
 */
abstract class BadInstanceInput {
  private final String command;

  BadInstanceInput(String command) {
    this.command = command;
  }

  abstract Sandbox sandbox();

  abstract Zone zone();

  /** Runs the command, requires an orderly failure, and that nothing was changed. */
  private void requireRefusal(List<String> options, ExitCode code, String... said)
      throws IOException {
    Map<String, String> before = files();
    long changes = sandbox().manta().stats().mutating();
    String[] words = new String[options.size() + 4];
    words[0] = command;
    words[1] = "-y";
    words[2] = "--root";
    words[3] = zone().root().toString();
    for (int i = 0; i < options.size(); i++) {
      words[4 + i] = options.get(i);
    }
    Run run = CliHarness.run(words);
    run.requireFailure(code, said);
    assertThat(files()).isEqualTo(before);
    assertThat(sandbox().manta().stats().mutating()).isEqualTo(changes);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(zone().root())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = zone().root().relativize(file).toString();
        if (!name.matches("data/imgapi/run/(imgapi\\.lock|backup\\.(json|status))")) {
          files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  private void configure(String pattern, String replacement) throws IOException {
    String good = Files.readString(zone().configuration());
    String bad = good.replaceAll(pattern, replacement);
    assertThat(bad).isNotEqualTo(good);
    Files.writeString(zone().configuration(), bad);
  }

  private Path configureKey(String name) throws IOException {
    Path key = zone().root().resolve("data/imgapi/etc").resolve(name);
    configure("\"key\"\\s*:\\s*\"[^\"]*\"", "\"key\": \"/data/imgapi/etc/" + name + "\"");
    return key;
  }

  @Test
  void anUnknownOption() throws IOException {
    requireRefusal(List.of("--dry-rum"), ExitCode.USAGE, "--dry-rum", "--help");
  }

  @Test
  void anOptionWithoutItsValue() throws IOException {
    requireRefusal(List.of("--limit-rate"), ExitCode.USAGE, "--limit-rate", "--help");
  }

  @Test
  void aWordTooMany() throws IOException {
    requireRefusal(List.of("everything"), ExitCode.USAGE, "everything", "--help");
  }

  @Test
  void noThreadsAtAll() throws IOException {
    requireRefusal(List.of("--parallel", "0"), ExitCode.USAGE, "--parallel");
  }

  @Test
  void aConfigurationFileThatIsMissing() throws IOException {
    requireRefusal(
        List.of("-f", "/nowhere/c.json"),
        ExitCode.CONFIG_INVALID,
        "there is no configuration file",
        "/nowhere/c.json",
        "-f FILE");
  }

  @Test
  void aConfigurationFileThatIsBroken() throws IOException {
    Files.writeString(zone().configuration(), "{\n  \"mode\": \"public\",\n  oops\n}\n");
    requireRefusal(
        List.of(),
        ExitCode.CONFIG_INVALID,
        zone().configuration().toString(),
        "line 3",
        "imgapi config --check");
  }

  @Test
  void aMantaBlockWithoutUser() throws IOException {
    configure("\"user\"\\s*:\\s*\"[^\"]*\",", "");
    requireRefusal(
        List.of(),
        ExitCode.CONFIG_INVALID,
        "manta.user is missing",
        zone().configuration().toString(),
        "imgapi config --check");
  }

  @Test
  void aKeyFileThatIsMissing() throws IOException {
    configureKey("none");
    requireRefusal(
        List.of(), ExitCode.CONFIG_INVALID, "/data/imgapi/etc/none", "correct manta.key");
  }

  @Test
  void aKeyFileThatIsNoKey() throws IOException {
    Path key = configureKey("garbage");
    Files.writeString(key, "this is not a key\n");
    requireRefusal(List.of(), ExitCode.CONFIG_INVALID, key.toString(), "correct manta.key");
  }

  @Test
  void aKeyFileThatIsProtectedByAPassphrase() throws Exception {
    Path key = configureKey("locked");
    Files.copy(zone().privateKey(), key);
    int locked =
        new ProcessBuilder("ssh-keygen", "-q", "-p", "-N", "open sesame", "-f", key.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(locked).isZero();
    requireRefusal(
        List.of(), ExitCode.CONFIG_INVALID, key.toString(), "passphrase", "ssh-keygen -p");
  }

  @Test
  void aKeyIdThatIsAnotherKeys() throws IOException {
    configure("\"keyId\"\\s*:\\s*\"[^\"]*\"", "\"keyId\": \"SHA256:" + "A".repeat(43) + "\"");
    requireRefusal(
        List.of(),
        ExitCode.CONFIG_INVALID,
        "manta.keyId is not the fingerprint of manta.key",
        "configured: SHA256:AAA",
        "correct manta.key or manta.keyId");
  }

  @Test
  void aKeyIdThatIsNone() throws IOException {
    configure("\"keyId\"\\s*:\\s*\"[^\"]*\"", "\"keyId\": \"nonsense\"");
    requireRefusal(
        List.of(), ExitCode.CONFIG_INVALID, "nonsense", "correct manta.keyId", "ssh-keygen -l -f");
  }

  @Test
  void anAddressOfMantaThatIsNone() throws IOException {
    configure("\"url\"\\s*:\\s*\"[^\"]*\"", "\"url\": \"manta, please\"");
    requireRefusal(
        List.of(), ExitCode.CONFIG_INVALID, "manta, please", "correct the configuration");
  }
}
