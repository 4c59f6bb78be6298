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
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigCommandTest {
  /** Help texts: only their exit status is compared. */
  private static final Set<String> HELP = Set.of("21", "22");

  @TempDir Path directory;

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path golden = Path.of(ConfigCommandTest.class.getResource("/golden/config").toURI());
    try (Stream<Path> all = Files.list(golden)) {
      return all.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheOriginalReaderDoes(Path golden) throws IOException {
    List<String> args = new ArrayList<>(List.of("config"));
    List<String> own = Files.readAllLines(golden.resolve("args"));
    if (!own.contains("-f")) {
      args.addAll(List.of("-f", golden.resolve("config.json").toString()));
    }
    args.addAll(own);
    Run run = CliHarness.run(args.toArray(String[]::new));
    boolean failed = !Files.readString(golden.resolve("expected.exit")).strip().equals("0");
    assertThat(run.status() != 0).as("failed; said: %s", run.err()).isEqualTo(failed);
    if (!HELP.contains(golden.getFileName().toString())) {
      assertThat(run.out()).isEqualTo(Files.readString(golden.resolve("expected.stdout")));
    }
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.err().isEmpty()).isEqualTo(!failed);
  }

  @Test
  void aMantaBlockWithoutUserNamesFileAndKey() throws IOException {
    Path file = directory.resolve("c.json");
    Files.writeString(file, "{\"manta\":{\"url\":\"x\"}}");
    Run run = CliHarness.run("config", "-f", file.toString());
    assertThat(run.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(run.err()).contains("manta.user").contains(file.toString());
  }

  @Test
  void anUnknownOptionIsOneLineAndAHint() {
    Run run = CliHarness.run("config", "--chekc");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("--chekc").contains("imgapi config --help");
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(3);
  }

  @Test
  void saysWhereEachValueComesFrom() throws IOException {
    Path file = directory.resolve("c.json");
    Files.writeString(
        file,
        "{\"mode\":\"private\",\"manta\":{\"url\":\"u\",\"user\":\"bob\",\"key\":\"k\",\"keyId\":\"i\"}}");
    Run run = CliHarness.run("config", "-f", file.toString(), "--origin");
    assertThat(run.out())
        .containsPattern("file +mode +private")
        .containsPattern("default +port +8080")
        .containsPattern("computed +manta.rootDir +/bob/stor/imgapi");
  }

  @Test
  void checksEverything() throws IOException {
    Path file = directory.resolve("c.json");
    Files.writeString(file, "{}");
    assertThat(CliHarness.run("config", "-f", file.toString(), "--check").status()).isZero();
    Files.writeString(file, "{\"port\":\"x\",\"mode\":\"y\"}");
    Run run = CliHarness.run("config", "-f", file.toString(), "--check");
    assertThat(run.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(run.err()).contains("port").contains("mode");
  }

  @Test
  void anOptionWithoutItsValueIsOneLineAndAHint() {
    CliHarness.run("config", "-f")
        .requireFailure(ExitCode.USAGE, "--config", "imgapi config --help");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path file = directory.resolve("none.json");
    CliHarness.run("config", "-f", file.toString())
        .requireFailure(ExitCode.CONFIG_INVALID, "no configuration file", file.toString(), "-f");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFileThatIsADirectoryIsNamed() {
    CliHarness.run("config", "-f", directory.toString())
        .requireFailure(ExitCode.CONFIG_INVALID, "it is a directory", directory.toString());
  }

  @Test
  void brokenJsonIsNamedWithItsLine() throws IOException {
    Path file = directory.resolve("c.json");
    Files.writeString(file, "{\n\"port\": 80,\n}");
    CliHarness.run("config", "-f", file.toString())
        .requireFailure(ExitCode.CONFIG_INVALID, file.toString(), "line 3", "config --check");
    assertThat(file).hasContent("{\n\"port\": 80,\n}");
  }

  @Test
  void anUnknownKeyIsNamedAndTheOthersAreShown() throws IOException {
    Path file = directory.resolve("c.json");
    Files.writeString(file, "{}");
    CliHarness.run("config", "-f", file.toString(), "log.levle")
        .requireFailure(ExitCode.FAILED, "log", "imgapi config --origin");
    CliHarness.run("config", "-f", file.toString(), "manta.rootDir")
        .requireFailure(ExitCode.FAILED, "manta", "imgapi config --origin");
  }

  @Test
  void twoKeysAreOneTooMany() {
    CliHarness.run("config", "mode", "port")
        .requireFailure(ExitCode.USAGE, "port", "imgapi config --help");
  }
}
