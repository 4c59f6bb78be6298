/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> MANTA =
      Map.of("mantaUrl", "https://manta.example.com", "mantaUser", "joyops");
  @TempDir private Path directory;

  private static Map<String, String> parse(String... words) {
    return Settings.parse("-m", List.of(words));
  }

  private static ImgapiException refused(Runnable what) {
    ImgapiException failure = catchThrowableOfType(ImgapiException.class, what::run);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.remedy()).startsWith("for example: ");
    return failure;
  }

  @Test
  void names_and_values_are_taken_as_they_are_typed() {
    assertThat(parse("b=1", "a=x=y z", "empty=", "quoted=\"\\'"))
        .containsExactly(
            Map.entry("b", "1"),
            Map.entry("a", "x=y z"),
            Map.entry("empty", ""),
            Map.entry("quoted", "\"\\'"));
    assertThat(parse()).isEmpty();
  }

  @Test
  void a_file_is_read_whole() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "one\ntwo \u00fc=@x\n");
    assertThat(parse("a=@" + file)).containsExactly(Map.entry("a", "one\ntwo \u00fc=@x\n"));
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws IOException {
    Path absent = directory.resolve("absent");
    assertThat(refused(() -> parse("a=@" + absent))).hasMessageContaining(absent.toString());
    refused(() -> parse("a=@" + directory));
    refused(() -> parse("a=@"));
    Path binary = Files.write(directory.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe});
    refused(() -> parse("a=@" + binary));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=b", "@file"})
  void what_is_no_name_with_a_value_is_refused(String word) {
    assertThat(refused(() -> parse(word))).hasMessageContaining("has no NAME=VALUE");
  }

  @Test
  void a_name_stands_once() {
    assertThat(refused(() -> parse("a=1", "b=2", "a=1"))).hasMessageContaining("names a twice");
  }

  @Test
  void metadata_that_can_be_set_up_is_let_through() {
    Settings.requireMetadata(Map.of());
    Settings.requireMetadata(MANTA);
    Settings.requireMetadata(
        Map.of("mode", "private", "mantaInsecure", "false", "serverName", "x", "own", "_pwd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user-script=/x",
        "root_pw=x",
        "_pw=x",
        "sdc:uuid=x",
        "mode=",
        "mode=Public",
        "mantaInsecure=",
        "mantaInsecure=yes",
        "mantaUrl=https://manta.example.com",
        "mantaUser=joyops",
        "mantaBaseDir=imgapi"
      })
  void metadata_that_would_fail_later_is_refused_now(String word) {
    refused(() -> Settings.requireMetadata(parse(word)));
  }

  @Test
  void only_what_is_no_secret_is_shown() {
    assertThat(MANTA.keySet()).allMatch(Settings::isShown);
    assertThat(List.of("secretToken", "MODE", "mantaKey", "")).noneMatch(Settings::isShown);
  }
}
