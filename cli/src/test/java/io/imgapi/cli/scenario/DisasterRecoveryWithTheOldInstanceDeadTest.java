/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server burnt down; a new one takes its place. */
class DisasterRecoveryWithTheOldInstanceDeadTest extends Scenario {
  private Zone images1;

  @Override
  void begin() throws IOException {
    super.begin();
    images1 = anotherInstance("images1");
  }

  private void theOldInstanceDies() {
    Demo.delete(images0.root());
    later(Duration.ofDays(2));
  }

  @Test
  void disasterRecoveryWithTheOldInstanceDead() throws IOException {
    theOldInstanceDies();
    run(images1, "restore", "-y")
        .requireFailure(
            ExitCode.NOT_OWNER,
            "images0",
            "2026-11-22T09:17",
            "take its key off the account",
            "--take-over=images0");
    assertThat(local(images1)).isEmpty();
    assertThat(done(images1, "restore", "-n", "--take-over=images0").out())
        .containsPattern("owner: +images0 ")
        .contains("last written 2026-11-22T09:17:00Z", "taken over", "take it off the account");
    done(images1, "restore", "-y", "--take-over=images0");
    assertThat(local(images1)).isEqualTo(published);
    assertThat(done(images1, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
    assertThat(new Area(images1, time).owner().path("alias").asText()).isEqualTo("images1");
  }

  @Test
  void theSnapshotsOfTheDeadInstanceStayAndTheNewOneAddsToThem() throws IOException {
    theOldInstanceDies();
    done(images1, "restore", "-y", "--take-over=images0");
    Files.writeString(images1.images().resolve("note"), "recovered");
    done(images1, "backup", "-y");
    assertThat(done(images1, "snapshots").out())
        .containsPattern("(?m) images0 .* whole$")
        .containsPattern("(?m) images1 .* whole$");
    Area area = new Area(images1, time);
    assertThat(goBackTo(area.snapshots().get(0), images1)).isEqualTo(published);
    assertThat(goBackTo(area.snapshots().get(1), images1)).isEqualTo(local(images1));
  }

  @Test
  void theWrongAliasTakesNothingOver() throws IOException {
    theOldInstanceDies();
    for (String command : new String[] {"restore", "backup"}) {
      run(images1, command, "-y", "--take-over=images2")
          .requireFailure(ExitCode.NOT_OWNER, "--take-over=images0");
    }
    assertThat(new Area(images1, time).owner().path("alias").asText()).isEqualTo("images0");
    assertThat(local(images1)).isEmpty();
  }
}
