/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody rolled the data set back behind a backup. */
class DataSetRolledBackTest extends Scenario {
  private static final String EDITED = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";
  private Map<String, String> newer;

  @Override
  void begin() throws IOException {
    super.begin();
    Path snapshot = directory.resolve("snapshot");
    copy(images0.root().resolve("data"), snapshot);
    later(Duration.ofHours(1));
    Path manifest = images0.manifests().resolve(EDITED + ".raw");
    String text = Files.readString(manifest);
    Files.writeString(images0.images().resolve("later"), "written after the snapshot");
    Files.writeString(manifest, text.replace("\"v\": 2", "\"v\": 3"));
    done(images0, "backup", "-y");
    newer = local(images0);
    copy(snapshot, images0.root().resolve("data"));
    Files.delete(images0.images().resolve("later"));
    later(Duration.ofHours(1));
  }

  @Test
  void dataSetRolledBack() throws IOException {
    Map<String, String> before = area().objects();
    run(images0, "backup", "-y")
        .requireFailure(
            ExitCode.REFUSED, "rolled-back-source", "imgapi restore", "--local-is-truth");
    assertThat(inRun(images0, "backup.status")).hasContent("16");
    run(images0, "prune", "-y").requireFailure(ExitCode.REFUSED, "rolled-back-source");
    assertThat(area().objects()).isEqualTo(before);
    done(images0, "restore", "-y");
    assertThat(local(images0)).isEqualTo(newer);
    assertThat(replaced()).isEqualTo(published.get("manifests/" + EDITED + ".raw"));
    assertThat(done(images0, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
    requireWholeSnapshots(images0);
  }

  /** The one file that the restore moved out of the way. */
  private String replaced() throws IOException {
    try (var files = Files.walk(images0.root().resolve("data/imgapi/replaced"))) {
      Path moved = files.filter(file -> file.endsWith(EDITED + ".raw")).findFirst().orElseThrow();
      return Files.readString(moved, StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void dataSetRolledBackAndThatIsMeant() throws IOException {
    done(images0, "backup", "-y", "--local-is-truth");
    assertThat(mirror()).isEqualTo(published);
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    requireWholeSnapshots(images0);
    assertThat(goBackTo(area().snapshots().get(1))).isEqualTo(newer);
  }
}
