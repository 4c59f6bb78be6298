/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a boot the data set is not where it should be, and cron runs all the same. */
class ImagesDirectoryNotMountedTest extends Scenario {
  private Path away;
  private Map<String, String> before;

  @BeforeEach
  void unmount() throws IOException {
    away = Files.move(images0.images(), images0.images().resolveSibling("away"));
    before = contents();
    later(Duration.ofHours(1));
  }

  /** All that the area holds, but for the count of runs. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> objects = area().objects();
    objects.remove("owner.json");
    return objects;
  }

  @AfterEach
  void requireNothingWasLost() throws IOException {
    assertThat(contents()).isEqualTo(before);
    Files.deleteIfExists(images0.images());
    Files.move(away, images0.images());
    later(Duration.ofHours(1));
    assertThat(done(images0, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
    assertThat(contents()).isEqualTo(before);
    requireWholeSnapshots(images0);
  }

  @Test
  void imagesDirectoryNotMountedAndItsMountPointMissing() {
    for (int hour = 0; hour < 3; hour++) {
      run(images0, "backup", "-y")
          .requireFailure(ExitCode.FAILED, images0.images().toString(), "is mounted");
      later(Duration.ofHours(1));
    }
    assertThat(inRun(images0, "backup.status")).hasContent("1");
  }

  @Test
  void imagesDirectoryNotMountedAndItsMountPointOnAnotherFileSystem() throws IOException {
    Files.createDirectory(images0.images());
    Path record = inRun(images0, "restored.json");
    String good = Files.readString(record);
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(good);
    ((ObjectNode) json.get("fileStores")).put("images", "zones/images0/data (zfs)");
    Files.write(record, new JsonMapper().writeValueAsBytes(json));
    run(images0, "backup", "-y")
        .requireFailure(ExitCode.REFUSED, "other file systems", "zones/images0/data", "mounts");
    assertThat(inRun(images0, "backup.status")).hasContent("16");
    Files.writeString(record, good);
  }

  @Test
  void imagesDirectoryNotMountedAndItsMountPointEmpty() throws IOException {
    Files.createDirectory(images0.images());
    Run run = run(images0, "backup", "-y");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.PARTIAL.status());
    assertThat(run.out())
        .contains("deleted 0 manifests, 0 image files", "is missing", "imgapi restore");
    assertThat(inRun(images0, "backup.status")).hasContent("3");
  }

  @Test
  void imagesDirectoryNotMountedAndARestoreBringsItBack() throws IOException {
    Files.createDirectory(images0.images());
    done(images0, "restore", "-y");
    assertThat(local(images0)).isEqualTo(published);
    Demo.delete(images0.images());
  }

  @Test
  void imagesDirectoryNotMountedNorThatOfManifests() throws IOException {
    Path manifests = Files.move(images0.manifests(), images0.manifests().resolveSibling("m"));
    Files.createDirectory(images0.images());
    Files.createDirectory(images0.manifests());
    run(images0, "backup", "-y").requireFailure(ExitCode.REFUSED, "mass-delete guard", "mounts");
    Files.delete(images0.manifests());
    Files.move(manifests, images0.manifests());
  }
}
