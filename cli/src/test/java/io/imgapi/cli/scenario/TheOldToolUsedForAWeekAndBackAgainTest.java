/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody puts the old cron line back for a week; then ours runs again. */
class TheOldToolUsedForAWeekAndBackAgainTest extends Scenario {
  private static final String SAMPLE = "d1c2b3a4-9586-4776-b5a4-938271605f4e";
  private static final String WITH_ICON = "c9e8d7f6-1b2a-4c3d-9e4f-5a6b7c8d9e0f";
  private OldTools old;
  private Image large;

  @Override
  void begin() throws IOException {
    super.begin();
    old = new OldTools(images0, time);
    large = new Image(images0, Image.numbered(1)).publish(Image.content(1, Image.LARGE));
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    later(Duration.ofHours(1));
    large.delete();
    done(images0, "backup", "-y");
    requireWholeSnapshots(images0);
  }

  private void aWeekWithTheOldTool() throws IOException {
    for (int day = 1; day <= 7; day++) {
      later(Duration.ofDays(1));
      new Image(images0, Image.numbered(10 + day)).publish(Image.content(day, 5_000));
      if (day == 3) {
        new Image(images0, SAMPLE).delete();
      }
      if (day == 5) {
        Files.write(new Image(images0, WITH_ICON).files().resolve("icon"), Image.content(5, 999));
      }
      if (day == 6) {
        old.restore();
      }
      old.backup();
    }
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    json(images0, "snapshots", "--json").path("snapshots").forEach(lines::add);
    return lines;
  }

  @Test
  void theOldToolUsedForAWeekAndBackAgain() throws IOException {
    String owner = area().objects().get("owner.json");
    aWeekWithTheOldTool();
    assertThat(area().objects().get("owner.json")).isEqualTo(owner);
    List<JsonNode> before = lines();
    assertThat(before)
        .extracting(line -> line.path("state").asText())
        .containsExactly("whole", "degraded", "whole");
    assertThat(before.get(1).path("lacking").asInt()).isEqualTo(1);
    assertThat(before.get(1).path("lackingBytes").asInt()).isEqualTo(Image.LARGE);
    assertThat(before.get(1).path("lacks").get(0).asText()).isEqualTo(large.inArea("file0"));

    done(images0, "backup", "-y");
    assertThat(mirror()).isEqualTo(local(images0));
    assertThat(snapshots(images0)).hasSize(4).last().asString().endsWith(" whole");
    assertThat(goBackTo(area().snapshots().get(0))).isEqualTo(published());
    assertThat(goBackTo(area().snapshots().get(3))).isEqualTo(local(images0));
  }

  private Map<String, String> published() throws IOException {
    // The first snapshot was made before the large image was.
    return goBackTo(area().snapshots().get(2));
  }

  @Test
  void snapshotsThatLostSomethingAreNeverShownAsWholeAndGoTheirWay() throws IOException {
    aWeekWithTheOldTool();
    done(images0, "backup", "-y");
    String degraded = area().snapshots().get(1);
    assertThat(done(images0, "snapshots").out())
        .containsPattern("(?m)^" + degraded + " .* degraded$")
        .contains("lacks 1 files", large.inArea("file0"));
    done(images0, "prune", "-y");
    done(images0, "snapshots", "remove", "-y", degraded);
    requireWholeSnapshots(images0);
    done(images0, "backup", "-y");
  }
}
