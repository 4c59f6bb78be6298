/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The area holds what {@code imgapi-standalone-backup} left there; nobody owns it. */
class FirstRunOverAnOldToolAreaTest extends Scenario {
  private static final List<String> IMAGES =
      List.of("5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10", "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71");
  private static final String LEFTOVER = "file0.3d5e7f90-1a2b-4c3d-8e4f-5a6b7c8d9e0f";
  private OldTools old;

  @Override
  void begin() throws IOException {
    old = new OldTools(images0, time);
    old.restore();
    SampleImages.publishInto(images0.root());
    Files.writeString(images0.images().resolve("README"), "left by an operator");
    Files.writeString(leftover(), "an upload that was never finished");
    old.backup();
    later(Duration.ofHours(1));
  }

  private Path leftover() {
    return new Image(images0, IMAGES.get(0)).files().resolve(LEFTOVER);
  }

  private Map<String, String> publishedWithoutLeftovers() {
    published.keySet().removeIf(path -> path.endsWith(LEFTOVER));
    return published;
  }

  @Test
  void firstRunOverAnOldToolArea() throws IOException {
    assertThat(done(images0, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
    assertThat(mirror()).isEqualTo(publishedWithoutLeftovers());
    assertThat(leftover()).exists();
    assertThat(area().owner().path("seq").asInt()).isEqualTo(1);
    assertThat(inRun(images0, "restored.json")).exists();
    assertThat(inRun(images0, "restored.marker")).hasContent("restored at 2026-11-22T09:17:00");
    requireWholeSnapshots(images0);
    assertThat(goBackTo(area().snapshots().get(0))).isEqualTo(published);
  }

  @Test
  void firstRunOverAnOldToolAreaByAFreshServer() throws IOException {
    Zone images1 = anotherInstance("images1");
    assertThat(done(images1, "restore", "-n").out())
        .contains("an old tool may have written it, and may still");
    done(images1, "restore", "-y");
    assertThat(local(images1)).isEqualTo(publishedWithoutLeftovers());
    done(images1, "backup", "-y");
    run(images0, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "images1");
    requireWholeSnapshots(images1);
  }

  @Test
  void whatTheOldToolMissedIsMadeGood() throws IOException {
    Image edited = new Image(images0, IMAGES.get(0));
    String text = Files.readString(edited.manifest());
    Files.writeString(edited.manifest(), text.replace("\"v\": 2", "\"v\": 3"));
    old.backup();
    assertThat(mirror()).isNotEqualTo(local(images0));
    area().put("manifests/" + IMAGES.get(1) + ".raw", "{ torn when it was");
    assertThat(done(images0, "backup", "-y").out()).contains("put 2 manifests");
    published = local(images0);
    assertThat(mirror()).isEqualTo(publishedWithoutLeftovers());
    requireWholeSnapshots(images0);
  }

  @Test
  void aTornManifestThatTheOldToolCopiedStopsARestoreAndIsNamed() throws IOException {
    String whole = published.get("manifests/" + IMAGES.get(1) + ".raw");
    area().put("manifests/" + IMAGES.get(1) + ".raw", "{ torn when it was");
    Zone images1 = anotherInstance("images1");
    run(images1, "restore", "-y").requireFailure(ExitCode.INTEGRITY, IMAGES.get(1), "damaged");
    // What was laid ready is kept for the next try, under names that the server does not read.
    assertThat(local(images1).keySet()).allMatch(path -> path.startsWith("manifests/."));
    assertThat(inRun(images1, "restored.marker")).doesNotExist();
    assertThat(area().objects()).doesNotContainKey("owner.json");
    area().put("manifests/" + IMAGES.get(1) + ".raw", whole);
    done(images1, "restore", "-y");
    assertThat(local(images1)).isEqualTo(publishedWithoutLeftovers());
  }

  @Test
  void dataThatIsNotThatBackupsIsRefused() throws IOException {
    Map<String, String> before = area().objects();
    for (String uuid : IMAGES) {
      Files.delete(new Image(images0, uuid).manifest());
    }
    run(images0, "backup", "-y").requireFailure(ExitCode.REFUSED, "only 6", "8 manifests");
    assertThat(area().objects()).isEqualTo(before);
  }

  @Test
  void withoutAMarkerNothingIsAdopted() throws IOException {
    Map<String, String> before = area().objects();
    Files.delete(inRun(images0, "restored.marker"));
    run(images0, "backup", "-y").requireFailure(ExitCode.NOT_SET_UP, "imgapi restore");
    assertThat(area().objects()).isEqualTo(before);
  }
}
