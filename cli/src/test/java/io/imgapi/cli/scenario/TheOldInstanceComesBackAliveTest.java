/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** It was only switched off, and its cron jobs run again. */
class TheOldInstanceComesBackAliveTest extends Scenario {
  private static final String DELETED = "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10";
  private Zone images1;

  @Override
  void begin() throws IOException {
    super.begin();
    images1 = anotherInstance("images1");
  }

  @Test
  void theOldInstanceComesBackAlive() throws IOException {
    done(images1, "restore", "-y", "--take-over=images0");
    Files.writeString(images1.images().resolve("note"), "born since");
    done(images1, "backup", "-y");
    Map<String, String> newer = local(images1);
    Map<String, String> before = area().objects();
    Files.delete(images0.manifests().resolve(DELETED + ".raw"));
    for (int hour = 0; hour < 3; hour++) {
      later(Duration.ofHours(1));
      for (String command : new String[] {"backup", "restore", "prune"}) {
        run(images0, command, "-y")
            .requireFailure(ExitCode.NOT_OWNER, "belongs to another instance", "images1");
      }
    }
    run(images0, "snapshots", "remove", "-y", area().snapshots().get(0))
        .requireFailure(ExitCode.NOT_OWNER, "images1");
    assertThat(inRun(images0, "backup.status")).hasContent("18");
    assertThat(area().objects()).isEqualTo(before);
    assertThat(mirror()).isEqualTo(newer);
    done(images1, "backup", "-y");
  }

  @Test
  void aRunOfTheOldInstanceThatIsTakenOverOnItsWayEndsAtOnce() throws IOException {
    Files.writeString(images0.images().resolve("note"), "never to be seen");
    Run run =
        world()
            .beforeYes(() -> done(images1, "restore", "-y", "--take-over=images0"))
            .run(at(images0, "backup"));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.NOT_OWNER.status());
    assertThat(run.err()).contains("taken over while this run was under way", "images1");
    assertThat(mirror()).isEqualTo(published);
    done(images1, "backup", "-y");
  }

  @Test
  void itCanBeGivenTheAreaBackByName() throws IOException {
    done(images1, "restore", "-y", "--take-over=images0");
    Files.writeString(images1.images().resolve("note"), "born since");
    done(images1, "backup", "-y");
    done(images0, "restore", "-y", "--take-over=images1");
    assertThat(local(images0)).isEqualTo(local(images1));
    done(images0, "backup", "-y");
    run(images1, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "images0");
  }
}
