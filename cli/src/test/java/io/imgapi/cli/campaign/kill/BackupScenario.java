/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A backup, while images are published, published anew and deleted between its runs. */
class BackupScenario implements KillScenario {
  private final BackedUpZone zone;
  private final Random random;
  private final String[] options;
  private Map<String, String> local = Map.of();

  /** What was backed up, and has been here ever since. */
  private Map<String, String> acknowledged = new TreeMap<>();

  private int version;

  /**
   * Begins with a first backup that was made.
   *
   * @param options more of the command's
   */
  BackupScenario(Scene scene, String... options) throws Exception {
    this.zone = BackedUpZone.start(scene);
    this.random = scene.random();
    this.options = options;
    zone.done("restore", "--new-repo");
    local = zone.images().contents();
    backUp();
  }

  BackedUpZone zone() {
    return zone;
  }

  @Override
  public List<String> next() throws Exception {
    version++;
    zone.images().publish(random.nextInt(BackedUpZone.IMAGES), version);
    if (random.nextBoolean()) {
      zone.images().publish(random.nextInt(BackedUpZone.IMAGES), version);
    }
    if (random.nextBoolean()) {
      zone.images().delete(random.nextInt(BackedUpZone.IMAGES));
    }
    zone.images().icon(random.nextInt(BackedUpZone.IMAGES), version);
    local = zone.images().contents();
    acknowledged.entrySet().removeIf(file -> !file.getValue().equals(local.get(file.getKey())));
    return zone.words("backup", more());
  }

  private String[] more() {
    String[] more = new String[options.length + 1];
    System.arraycopy(options, 0, more, 0, options.length);
    more[options.length] = "--allow-mass-delete";
    return more;
  }

  @Override
  public void requireNothingLost() throws Exception {
    Contents.requireSame(zone.images().contents(), local);
    zone.requireWholeFiles();
    StoredArea area = zone.area();
    area.requireWhole();
    Contents.requireHeld(area.mirror(), acknowledged);
    assertThat(area.snapshots()).isNotEmpty();
  }

  @Override
  public void finish() throws Exception {
    backUp();
  }

  private void backUp() throws Exception {
    zone.done("backup", more());
    StoredArea area = zone.area();
    area.requireWhole();
    Contents.requireHeld(area.mirror(), local);
    String newest = area.snapshots().get(area.snapshots().size() - 1);
    Contents.requireSame(area.files(newest), local);
    requireNoManifestTooMany(area);
    acknowledged = new TreeMap<>(local);
  }

  private void requireNoManifestTooMany(StoredArea area) {
    assertThat(area.mirror().keySet())
        .filteredOn(path -> path.startsWith("manifests/"))
        .allMatch(local::containsKey);
  }

  @Override
  public List<Path> worksIn() throws IOException {
    return List.of(Files.createDirectories(zone.root().resolve("data/imgapi/run")));
  }

  @Override
  public List<FaultPlan> faults() {
    return zone.faults();
  }

  @Override
  public void close() {
    zone.close();
  }
}
