/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The zone's root is new, its delegated data set is the old one. */
class ReprovisionWithDataKeptTest extends Scenario {
  private Zone reprovisioned;

  @Override
  void begin() throws IOException {
    super.begin();
    Path root = Files.createDirectory(directory.resolve("new-root"));
    reprovisioned = new Zone(images0.alias(), root, images0.mantaDirectory(), images0.privateKey());
    copy(images0.root().resolve("usr"), root.resolve("usr"));
    Files.createDirectories(root.resolve("var/log"));
    Files.move(images0.root().resolve("data"), root.resolve("data"));
    images0 = reprovisioned;
    later(Duration.ofHours(1));
  }

  @Test
  void reprovisionWithDataKept() throws IOException {
    assertThat(done(reprovisioned, "backup", "-y").out())
        .contains("put 0 manifests, 0 image files");
    Files.writeString(reprovisioned.images().resolve("note"), "after the reprovision");
    done(reprovisioned, "backup", "-y");
    Area area = new Area(reprovisioned, time);
    assertThat(area.owner().path("seq").asInt()).isEqualTo(4);
    requireWhole(area);
  }

  private void requireWhole(Area area) throws IOException {
    assertThat(snapshots(reprovisioned)).hasSize(2).allMatch(line -> line.endsWith(" whole"));
    assertThat(goBackTo(area.snapshots().get(1), reprovisioned)).isEqualTo(local(reprovisioned));
  }

  @Test
  void reprovisionWithDataOnAnotherPoolIsAskedFor() throws IOException {
    Path record = inRun(reprovisioned, "restored.json");
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(Files.readAllBytes(record));
    ((ObjectNode) json.get("fileStores")).put("images", "zones/before/data (zfs)");
    Files.write(record, new JsonMapper().writeValueAsBytes(json));
    run(reprovisioned, "backup", "-y")
        .requireFailure(
            ExitCode.REFUSED, "other file systems", "zones/before/data", "--allow-mass-delete");
    done(reprovisioned, "backup", "-y", "--allow-mass-delete");
    done(reprovisioned, "backup", "-y");
  }

  @Test
  void anInterruptedRestoreIsTakenUpByTheNewRoot() throws IOException {
    Path record = inRun(reprovisioned, "restore.json");
    Files.writeString(
        record,
        """
        {"schema":"imgapi/restore-journal/1","rootDir":"%s","snapshot":"","replace":false,
         "phase":"fetching","time":"2026-11-22T09:00:00Z"}"""
            .formatted(reprovisioned.mantaDirectory()));
    run(reprovisioned, "backup", "-y").requireFailure(ExitCode.NOT_SET_UP, "imgapi restore");
    done(reprovisioned, "restore", "-y");
    done(reprovisioned, "backup", "-y");
  }
}
