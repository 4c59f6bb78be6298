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

class MantaLsCommandTest extends MantaCommandsBase {

  @Test
  void listsNamesWithASlashBehindDirectories() throws IOException {
    plant(STOR + "/x/a b%20ü", "one");
    plant(STOR + "/x/sub/two", "two");
    assertThat(manta("ls", STOR + "/x").out()).isEqualTo("a b%20ü\nsub/\n");
    assertThat(manta("ls", STOR + "/x/").out()).isEqualTo("a b%20ü\nsub/\n");
  }

  @Test
  void showsSizeAndDigestAndTheObjectItself() throws IOException {
    plant(STOR + "/x/one", "one");
    String line = manta("ls", "-l", STOR + "/x/one").out();
    assertThat(line).startsWith("-            3 ").contains("f97c5d29941bfb1b2fdab0874906ab82");
    assertThat(line.strip()).endsWith(" one");
  }

  @Test
  void writesADocumentForEachEntry() throws IOException {
    plant(STOR + "/x/one", "one");
    JsonNode json = new ObjectMapper().readTree(manta("ls", "--json", STOR + "/x").out());
    assertThat(json.path("path").asText()).endsWith("/stor/x/one");
    assertThat(json.path("size").asInt()).isEqualTo(3);
    assertThat(json.path("etag").asText()).isNotEmpty();
  }

  @Test
  void beginsAtTheBackupOfTheInstance() throws IOException {
    plant(zone.mantaDirectory() + "/backup/here", "x");
    assertThat(manta("ls").out()).isEqualTo("here\n");
  }
}
