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

/** Two zones that know the same secrets: only the count of runs tells them apart. */
class ZoneClonedWithItsUuidTest extends Scenario {
  private Zone clone;

  @Override
  void begin() throws IOException {
    super.begin();
    clone =
        new Zone(
            images0.alias(),
            directory.resolve("clone"),
            images0.mantaDirectory(),
            images0.privateKey());
    copy(images0.root(), clone.root());
    later(Duration.ofHours(1));
  }

  @Test
  void zoneClonedWithItsUuid() throws IOException {
    assertThat(inRun(clone, "instance.json"))
        .hasSameTextualContentAs(inRun(images0, "instance.json"));
    Files.writeString(images0.images().resolve("note"), "of the original");
    Files.writeString(clone.images().resolve("note"), "of the clone");
    done(images0, "backup", "-y");
    Map<String, String> before = area().objects();
    later(Duration.ofMinutes(5));
    run(clone, "backup", "-y")
        .requireFailure(ExitCode.REFUSED, "rolled-back-source", "a copy of this instance");
    assertThat(inRun(clone, "backup.status")).hasContent("16");
    assertThat(area().objects()).isEqualTo(before);
    done(images0, "backup", "-y");
    assertThat(mirror()).isEqualTo(local(images0));
  }

  @Test
  void whicheverOfTheTwoIsSecondIsRefused() throws IOException {
    Files.writeString(clone.images().resolve("note"), "of the clone");
    done(clone, "backup", "-y");
    run(images0, "backup", "-y").requireFailure(ExitCode.REFUSED, "a copy of this instance");
    assertThat(mirror()).isEqualTo(local(clone));
    done(clone, "backup", "-y");
  }

  @Test
  void bothAtTheSameMomentOneIsRefused() throws IOException {
    Files.writeString(images0.images().resolve("note"), "of the original");
    var run = world().beforeYes(() -> done(clone, "backup", "-y")).run(at(images0, "backup"));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.NOT_OWNER.status());
    assertThat(mirror()).isEqualTo(local(clone)).isEqualTo(published);
  }

  @Test
  void aCloneWithoutTheDataOfTheZoneIsAnotherInstance() throws IOException {
    Files.delete(inRun(clone, "owner.json"));
    for (String command : new String[] {"backup", "restore"}) {
      run(clone, command, "-y").requireFailure(ExitCode.NOT_OWNER, "a copy of this instance");
    }
    assertThat(mirror()).isEqualTo(published);
  }
}
