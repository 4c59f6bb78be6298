/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.cli.Mirrored;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A restore of everything, after everything was lost. */
final class RestoreScenario implements KillScenario {
  private final BackedUpZone zone;
  private final Map<String, String> published;
  private final StoredArea area;
  private final Random random;

  RestoreScenario(Scene scene) throws Exception {
    this.zone = BackedUpZone.start(scene);
    this.random = scene.random();
    zone.done("restore", "--new-repo");
    zone.done("backup");
    this.published = zone.images().contents();
    this.area = zone.area();
  }

  @Override
  public List<String> next() throws IOException {
    // A run that was killed is taken up by one in two.
    if (random.nextBoolean() || zone.images().contents().equals(published)) {
      Mirrored.lose(zone.root());
    }
    return zone.words("restore");
  }

  @Override
  public void requireNothingLost() throws Exception {
    Map<String, String> half = new TreeMap<>(zone.images().contents());
    Mirrored.requireSound(half);
    half.keySet().retainAll(published.keySet());
    Contents.requireHeld(published, half);
    zone.requireWholeFiles();
    requireAreaAsItWas();
  }

  private void requireAreaAsItWas() throws IOException {
    Map<String, String> now = new TreeMap<>(zone.area().objects());
    now.remove("owner.json");
    Map<String, String> before = new TreeMap<>(area.objects());
    before.remove("owner.json");
    Contents.requireSame(now, before);
  }

  @Override
  public void finish() throws Exception {
    zone.done("restore");
    Contents.requireSame(zone.images().contents(), published);
    requireAreaAsItWas();
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
