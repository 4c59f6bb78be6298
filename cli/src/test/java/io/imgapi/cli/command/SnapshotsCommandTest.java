/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.cli.SnapshotFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is shown of snapshots is what can really be had. */
class SnapshotsCommandTest extends SnapshotFixture {

  @Test
  void showsWhoMadeThemAndThatTheyAreWhole() {
    String shown = done("snapshots").out();
    assertThat(shown).containsPattern("(?m)^ID +MADE BY +FILES +SIZE +STATE$");
    for (String id : ids()) {
      assertThat(shown).containsPattern("(?m)^" + id + " +images0 +1[789] .* whole$");
    }
    assertThat(shown).contains("3 snapshots");
  }

  @Test
  void showsHowMuchIsHeldForOlderOnes() {
    assertThat(json("snapshots", "--json").path("heldBytes").asLong()).isPositive();
  }

  @Test
  void neverShowsOneAsWholeThatLacksSomething() {
    String oldest = ids().get(0);
    done("manta", "rm", "-y", "-r", inArea("blobs"));
    JsonNode line = json("snapshots", "--json").path("snapshots").get(0);
    assertThat(line.path("id").asText()).isEqualTo(oldest);
    assertThat(line.path("state").asText()).isEqualTo("degraded");
    assertThat(line.path("lacking").asLong()).isPositive();
    assertThat(line.path("lackingBytes").asLong()).isPositive();
    assertThat(done("snapshots").out()).contains("lacks").contains("    images/");
  }

  @Test
  void showsOneWhoseListIsDamagedAsUnreadable() throws Exception {
    String id = ids().get(1);
    Path content = Files.writeString(directory.resolve("content"), "no list");
    done("manta", "put", content.toString(), inArea("snapshots/" + id + "/snapshot.jsonl.gz"));
    assertThat(done("snapshots").out()).containsPattern("(?m)^" + id + " .*unreadable$");
    assertThat(json("snapshots", "--json").path("snapshots").get(1).path("state").asText())
        .isEqualTo("unreadable");
  }

  @Test
  void saysThatThereAreNone() {
    done("manta", "rm", "-y", "-r", inArea("snapshots"));
    assertThat(done("snapshots").out()).isEqualTo("no snapshots\n");
  }

  @Test
  void arePutOnlyWhereSomethingChanged() {
    assertThat(done("backup", "-y").out()).doesNotContain("snapshot:");
    assertThat(ids()).hasSize(3);
  }
}
