/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MantaInfoCommandTest extends MantaCommandsBase {

  @Test
  void describesObjectsAndDirectories() throws IOException {
    plant(STOR + "/x/one", "one");
    assertThat(manta("info", STOR + "/x/one").out())
        .contains("object", "3 bytes", "f97c5d29941bfb1b2fdab0874906ab82", "etag", "copies");
    assertThat(manta("info", STOR + "/x").out()).contains("directory").doesNotContain("etag");
    JsonNode json = new ObjectMapper().readTree(manta("info", "--json", STOR + "/x/one").out());
    assertThat(json.path("contentType").asText()).isNotEmpty();
    assertThat(json.path("size").asInt()).isEqualTo(3);
  }
}
