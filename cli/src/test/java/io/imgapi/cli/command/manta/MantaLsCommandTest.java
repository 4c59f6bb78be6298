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
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing against a real Manta over HTTP. */
class MantaLsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
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
  void listsByNameWithASlashAfterDirectories() {
    manta.put("~~/stor/d/sub/x", "x");
    manta.put("~~/stor/d/b", "bb");
    assertThat(manta.run("ls", "~~/stor/d").out()).isEqualTo("b\nsub/\n");
    assertThat(manta.run("ls", "/operator/stor/d/").out()).isEqualTo("b\nsub/\n");
  }

  @Test
  void theLongFormHasTypeOwnerBytesAndTime() {
    manta.put("~~/stor/d/sub/x", "x");
    manta.put("~~/stor/d/b", "bb");
    String[] lines = manta.run("ls", "-l", "~~/stor/d").out().split("\n");
    assertThat(lines[0]).matches("o operator +2 \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z +b");
    assertThat(lines[1]).matches("d operator +0 \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z +sub/");
  }

  @Test
  void jsonIsADocumentALine() throws IOException {
    manta.put("~~/stor/d/sub/x", "x");
    manta.put("~~/stor/d/b", "bb");
    List<String> lines = manta.run("ls", "--json", "~~/stor/d").out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode object = JSON.readTree(lines.get(0));
    assertThat(object.path("schema").asText()).isEqualTo("imgapi/manta-item/1");
    assertThat(object.path("type").asText()).isEqualTo("object");
    assertThat(object.path("path").asText()).isEqualTo("/operator/stor/d/b");
    assertThat(object.path("size").asLong()).isEqualTo(2);
    assertThat(object.path("md5").asText()).isEqualTo("21ad0bd836b90d08f4cf640b4c298e7c");
    assertThat(JSON.readTree(lines.get(1)).path("type").asText()).isEqualTo("directory");
  }

  @Test
  void anObjectListsItself() {
    manta.put("~~/stor/d/b", "bb");
    assertThat(manta.run("ls", "~~/stor/d/b").out()).isEqualTo("b\n");
    assertThat(manta.run("ls", "-l", "~~/stor/d/b").out()).startsWith("o operator ");
  }

  @Test
  void withoutAPathItIsTheInstancesBackup() {
    Run none = manta.run("ls");
    assertThat(none.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(none.err()).contains("there is no backup yet", "imgapi backup");
    manta.put(manta.zone().mantaDirectory() + "/backup/manifests/x", "{}");
    assertThat(manta.run("ls").out()).isEqualTo("manifests/\n");
  }

  @Test
  void moreThanThreePagesComeWholeAndOnce() {
    manta.put("~~/stor/many/n0000", "");
    manta.putMany("~~/stor/many", 3100);
    List<String> names = manta.run("ls", "~~/stor/many").out().lines().toList();
    assertThat(names).hasSize(3100).doesNotHaveDuplicates().isSorted();
    assertThat(manta.run("find", "~~/stor", "-t", "o").out().lines()).hasSize(3100);
  }

  @Test
  void namesAreShownAsTheyAreUnlessTheyWouldSteerTheTerminal() {
    for (String name : List.of("a b", "50%25 off", "blåbær 雲", "x?y#z&=+", "it's")) {
      manta.put("~~/stor/names/" + name, "content of " + name.length());
      assertThat(manta.run("ls", "~~/stor/names/" + name).out()).isEqualTo(name + "\n");
    }
    manta.put("~~/stor/odd/red\u001b[31m\nline", "");
    assertThat(manta.run("ls", "~~/stor/odd").out()).isEqualTo("red\\x1b[31m\\x0aline\n");
  }

  @Test
  void absentRefusedAndUnreachableAreDifferentAnswers() {
    manta.requireThreeDifferentAnswers("ls", "~~/stor/none");
  }

  @Test
  void anotherAccountsDirectoryIsForbidden() {
    Run other = manta.run("ls", "/poseidon/stor");
    assertThat(other.status()).as(other.err()).isEqualTo(ExitCode.AUTH_REFUSED.status());
  }

  @Test
  void failuresAreJsonToo() throws IOException {
    Run absent = manta.run("ls", "--json", "~~/stor/none");
    JsonNode error = JSON.readTree(absent.out());
    assertThat(error.path("type").asText()).isEqualTo("error");
    assertThat(error.path("code").asText()).isEqualTo("FAILED");
    assertThat(error.path("context").path("credentials").asText()).contains("imgapi.config.json");
  }

  @Test
  void aPassing503IsOutlasted() {
    manta.put("~~/stor/d/b", "bb");
    manta.trouble(new Fault.Status(503), "GET", 2);
    assertThat(manta.runAway(Map.of(), "ls", "~~/stor/d").out()).isEqualTo("b\n");
  }
}
