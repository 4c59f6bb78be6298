/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
  private static final UUID IMAGE = UUID.fromString("0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9");
  private static final String MANIFEST =
      "{\"state\":%s,\"origin\":%s,\"activated\":%s,\"uuid\":\""
          + IMAGE
          + "\",\"files\":"
          + "[{\"stor\":%s},{\"stor\":\"local\",\"sha1\":%s,\"size\":%s,\"contentMD5\":%s}]}";

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"uuid\":{\"a\":[1]}}", "[{\"stor\":\"manta\"}]"})
  void aValueOfAnotherTypeIsPassedOverWithAllThatLiesInIt(String value) throws Exception {
    ImageManifest manifest =
        ManifestParser.parse(IMAGE, MANIFEST.replace("%s", value).getBytes(StandardCharsets.UTF_8));
    assertThat(manifest.uuid()).isEqualTo(IMAGE);
    assertThat(manifest.mantaFiles()).isEmpty();
    assertThat(manifest.localFiles()).hasSize(1);
    assertThat(manifest.localFiles().get(0).name()).isEqualTo("file1");
  }

  @Test
  void nestingWithoutEndIsNoWholeJson() {
    byte[] text = ("{\"uuid\":" + "[".repeat(3_000)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ManifestParser.parse(IMAGE, text))
        .isInstanceOf(ManifestFormatException.class)
        .hasMessageStartingWith("it is not whole JSON");
  }
}
