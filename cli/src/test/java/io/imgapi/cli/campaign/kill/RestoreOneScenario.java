/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.cli.Mirrored;
import io.imgapi.cli.demo.Demo;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One image brought back after another, while everything else stays as it is. */
final class RestoreOneScenario implements KillScenario {
  private final BackedUpZone zone;
  private final Map<String, String> published;
  private final Scene scene;
  private int image;

  RestoreOneScenario(Scene scene) throws Exception {
    this.zone = BackedUpZone.start(scene);
    this.scene = scene;
    zone.done("restore", "--new-repo");
    zone.done("backup");
    this.published = zone.images().contents();
  }

  private String[] options() {
    return new String[] {"--only", SampleTree.uuid(image)};
  }

  @Override
  public List<String> next() throws Exception {
    boolean begun = Files.exists(zone.root().resolve("data/imgapi/run/restore.json"));
    if (!begun && zone.images().contents().equals(published)) {
      Demo.delete(zone.root().resolve("data/imgapi/replaced"));
      image = scene.random().nextInt(BackedUpZone.IMAGES);
      zone.images().delete(image);
    }
    return zone.words("restore", options());
  }

  private boolean isOfImage(String path) {
    return path.contains(SampleTree.uuid(image));
  }

  @Override
  public void requireNothingLost() throws Exception {
    Map<String, String> now = zone.images().contents();
    Mirrored.requireSound(now);
    Map<String, String> others = new TreeMap<>(published);
    others.keySet().removeIf(this::isOfImage);
    Contents.requireHeld(now, others);
    zone.requireWholeFiles();
    zone.area().requireWhole();
    Contents.requireSame(zone.area().mirror(), published);
  }

  @Override
  public void finish() throws Exception {
    zone.done("restore", options());
    Contents.requireSame(zone.images().contents(), published);
  }

  @Override
  public List<Path> worksIn() throws IOException {
    return zone.worksIn();
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
