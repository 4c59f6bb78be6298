/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What says whose the area is was lost, or is no longer what anybody wrote. */
class OwnerRecordMissingOrCorruptTest extends Scenario {
  private static final String RECORD = "owner.json";

  private void requireNothingIsDoneUntilSomebodyDecides() throws IOException {
    Map<String, String> before = area().objects();
    Zone images1 = anotherInstance("images1");
    for (Zone zone : new Zone[] {images0, images1}) {
      for (String command : new String[] {"backup", "restore", "prune"}) {
        run(zone, command, "-y")
            .requireFailure(ExitCode.NOT_OWNER, "owner-record-damaged", "--take-over=unknown");
      }
    }
    assertThat(area().objects()).isEqualTo(before);
    Files.writeString(images0.images().resolve("note"), "since then");
    later(Duration.ofHours(1));
    done(images0, "backup", "-y", "--take-over=unknown");
    done(images0, "backup", "-y");
    run(images1, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "--take-over=images0");
    requireWholeSnapshots(images0);
    assertThat(goBackTo(area().snapshots().get(0))).isEqualTo(published);
    assertThat(mirror()).isEqualTo(local(images0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{ not json", "[]", "{\"schema\":\"imgapi/owner/1\"}", "null"})
  void ownerRecordCorrupt(String content) throws IOException {
    area().put(RECORD, content);
    requireNothingIsDoneUntilSomebodyDecides();
  }

  @Test
  void ownerRecordCutShort() throws IOException {
    String whole = area().objects().get(RECORD);
    area().put(RECORD, whole.substring(0, whole.length() / 2));
    requireNothingIsDoneUntilSomebodyDecides();
  }

  @Test
  void ownerRecordMissing() throws IOException {
    area().delete(RECORD);
    requireNothingIsDoneUntilSomebodyDecides();
  }

  @Test
  void ownerRecordOfAnEarlierDay() throws IOException {
    String earlier = area().objects().get(RECORD);
    done(images0, "backup", "-y");
    done(images0, "backup", "-y");
    area().put(RECORD, earlier);
    run(images0, "backup", "-y")
        .requireFailure(ExitCode.NOT_OWNER, "owner-record-damaged", "has already written");
    done(images0, "backup", "-y", "--take-over=unknown");
  }

  @Test
  void ownerRecordOfNobodyAndNoSnapshotsIsAnOldToolsArea() throws IOException {
    area().delete(RECORD);
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/snapshots");
    done(images0, "backup", "-y");
    assertThat(area().owner().path("alias").asText()).isEqualTo("images0");
    assertThat(mirror()).isEqualTo(published);
  }
}
