/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenConfigCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path golden = Path.of(GenConfigCommandTest.class.getResource("/golden/gen-config").toURI());
    try (Stream<Path> all = Files.list(golden)) {
      return all.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void makesWhatTheOriginalMade(Path golden) throws IOException {
    JsonNode given = JSON.readTree(golden.resolve("case.json").toFile());
    for (JsonNode key : given.path("existing_private_key_files")) {
      Path file = root.resolve(key.asText().substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Run run =
        CliHarness.run(
            "gen-config",
            "--root",
            root.toString(),
            "--metadata",
            golden.resolve("mdata.json").toString());
    Path expected = golden.resolve("expected.json");
    if (Files.exists(expected)) {
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(JSON.readTree(run.out())).isEqualTo(JSON.readTree(expected.toFile()));
    } else if (run.status() != 0) {
      assertThat(run.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
      assertThat(run.err()).contains("key: ");
    } else {
      // The original failed only because it did not escape the value.
      String name =
          JSON.readTree(golden.resolve("mdata.json").toFile()).path("serverName").asText();
      assertThat(JSON.readTree(run.out()).path("serverName").asText()).isEqualTo(name);
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOne() throws IOException {
    Path metadata = root.resolve("m.json");
    Files.writeString(metadata, "{\"mode\":\"public\"}");
    Path output = root.resolve("absent/c.json");
    Run run =
        CliHarness.run("gen-config", "--metadata", metadata.toString(), "-o", output.toString());
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains(output.toString());
  }

  @Test
  void writesTheFileWhole() throws IOException {
    Path metadata = root.resolve("m.json");
    Files.writeString(metadata, "{\"mode\":\"public\"}");
    Path output = root.resolve("c.json");
    Run run =
        CliHarness.run("gen-config", "--metadata", metadata.toString(), "-o", output.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(JSON.readTree(output.toFile()).path("mode").asText()).isEqualTo("public");
  }

  @Test
  void metadataThatAreMissingOrBrokenAreNamed() throws IOException {
    Path output = root.resolve("c.json");
    String to = output.toString();
    Path metadata = root.resolve("m.json");
    String from = metadata.toString();
    CliHarness.run("gen-config", "--metadata", from, "-o", to)
        .requireFailure(ExitCode.CONFIG_INVALID, "there is no metadata file", from);
    Files.writeString(metadata, "{\"mode\":");
    CliHarness.run("gen-config", "--metadata", from, "-o", to)
        .requireFailure(ExitCode.CONFIG_INVALID, "line 1", from);
    Files.writeString(metadata, "[]");
    CliHarness.run("gen-config", "--metadata", from, "-o", to)
        .requireFailure(ExitCode.CONFIG_INVALID, "one JSON object", from);
    Files.writeString(metadata, "{\"mode\": 7}");
    CliHarness.run("gen-config", "--metadata", from, "-o", to)
        .requireFailure(ExitCode.CONFIG_INVALID, "key: mode", from);
    assertThat(output).doesNotExist();
  }

  @Test
  void outsideAZoneItAsksForMetadata() {
    CliHarness.run("gen-config", "--root", root.toString())
        .requireFailure(ExitCode.NOT_SET_UP, "this is not a zone", "--metadata FILE.json");
  }

  @Test
  void anOptionWithoutItsValueIsOneLineAndAHint() {
    CliHarness.run("gen-config", "-o")
        .requireFailure(ExitCode.USAGE, "--output", "imgapi gen-config --help");
  }
}
