/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.command.sandbox.RunningSandbox;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxZoneListCommandTest {
  @TempDir Path directory;

  @Test
  void listsZonesInTheOrderInWhichTheyWereMade() throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.start(directory.resolve("triton"))) {
      JsonNode none = new ObjectMapper().readTree(sandbox.zone("list", "--json").out());
      assertThat(none.get("schema").asText()).isEqualTo("imgapi/sandbox-zones/1");
      assertThat(none.get("zones")).isEmpty();
      sandbox.create("second", "--no-manta");
      sandbox.create("first", "--no-manta");
      JsonNode two = new ObjectMapper().readTree(sandbox.zone("list", "--json").out());
      assertThat(two.get("zones").findValuesAsText("alias")).containsExactly("second", "first");
      assertThat(sandbox.zone("list").out()).contains("zone:     second").contains("root:   ");
    }
  }

  @Test
  void withoutASandboxThereIsNoList() {
    RunningSandbox.zoneIn(directory, "list").requireFailure(ExitCode.NOT_SET_UP, "no sandbox");
  }
}
