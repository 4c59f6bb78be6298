/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** An area in which files are damaged or gone, and put again. */
final class RepairScenario implements KillScenario {
  private static final int DAMAGED = 3;
  private final Scene scene;
  private final BackedUpZone zone;
  private final Random random;
  private final Map<String, String> whole;
  private final TreeSet<String> damaged = new TreeSet<>();

  RepairScenario(Scene scene) throws Exception {
    this.scene = scene;
    this.zone = BackedUpZone.start(scene);
    this.random = scene.random();
    zone.done("restore", "--new-repo");
    zone.done("backup");
    this.whole = withoutOwner();
  }

  private Map<String, String> withoutOwner() throws IOException {
    Map<String, String> objects = new TreeMap<>(zone.area().objects());
    objects.remove("owner.json");
    return objects;
  }

  private void manta(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "manta";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--root";
    all[words.length + 2] = zone.root().toString();
    Run run = CliHarness.run(all);
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Override
  public List<String> next() throws Exception {
    List<String> mirror = zone.area().mirror().keySet().stream().toList();
    if (withoutOwner().equals(whole)) {
      damaged.clear();
      while (damaged.size() < DAMAGED) {
        String path = mirror.get(random.nextInt(mirror.size()));
        if (damaged.add(path)) {
          damage(zone.zone().mantaDirectory() + "/backup/" + path);
        }
      }
    }
    return words();
  }

  private void damage(String path) throws IOException {
    if (random.nextBoolean()) {
      manta("rm", "-y", path);
    } else {
      Path wrong = Files.writeString(scene.directory().resolve("wrong"), "something else");
      manta("put", wrong.toString(), path);
    }
  }

  private List<String> words() {
    return List.of("verify", "--repair", "-q", "--root", zone.root().toString());
  }

  @Override
  public void requireNothingLost() throws Exception {
    Map<String, String> expected = new TreeMap<>(whole);
    Map<String, String> now = withoutOwner();
    damaged.removeIf(path -> whole.get(path).equals(now.get(path)));
    damaged.forEach(expected::remove);
    damaged.forEach(now::remove);
    Contents.requireSame(now, expected);
    zone.requireWholeFiles();
  }

  @Override
  public void finish() throws Exception {
    scene.done(Map.of(), words());
    Contents.requireSame(withoutOwner(), whole);
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
