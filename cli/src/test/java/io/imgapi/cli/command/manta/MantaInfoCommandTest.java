/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Describing paths of a real Manta over HTTP. */
class MantaInfoCommandTest {
  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  @Test
  void describesAnObject() {
    World piped = World.bare().piping("hello\n");
    assertThat(manta.run(piped, "put", "--content-type", "text/plain", "-", "~~/stor/a b").status())
        .isZero();
    Run info = manta.run("info", "~~/stor/a b");
    assertThat(info.status()).as(info.err()).isZero();
    assertThat(info.out())
        .contains(
            "path:         /operator/stor/a b\n",
            "type:         object\n",
            "size:         6 bytes\n",
            "md5:          b1946ac92492d2347c6235b4d2611184 (sZRqySSS0jR8YjW00mERhA==)\n",
            "content-type: text/plain\n",
            "durability:   2\n",
            "etag:         ",
            "modified:     ");
  }

  @Test
  void describesADirectory() {
    manta.put("~~/stor/d/a", "");
    manta.put("~~/stor/d/b", "");
    assertThat(manta.run("info", "~~/stor/d").out())
        .contains("type:         directory\n", "entries:      2\n")
        .doesNotContain("size:");
    assertThat(manta.run("info", "~~/stor").status()).isZero();
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    manta.put("~~/stor/x", "hello\n");
    JsonNode json = new ObjectMapper().readTree(manta.run("info", "--json", "~~/stor/x").out());
    assertThat(json.path("schema").asText()).isEqualTo("imgapi/manta-info/1");
    assertThat(json.path("type").asText()).isEqualTo("object");
    assertThat(json.path("size").asLong()).isEqualTo(6);
    assertThat(json.path("md5").asText()).isEqualTo("b1946ac92492d2347c6235b4d2611184");
    assertThat(json.path("metadata").isObject()).isTrue();
  }

  @Test
  void absentRefusedAndUnreachableAreDifferentAnswers() {
    manta.requireThreeDifferentAnswers("info", "~~/stor/none");
  }
}
