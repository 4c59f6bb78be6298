/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Snapshots let go: one by name, or all that are older than what is kept. */
final class LettingGoScenario implements KillScenario {
  private static final int KEPT = 2;
  private static final int SNAPSHOTS = 6;
  private static final int LONG_AGO = 5_000;
  private final Scene scene;
  private final BackedUpZone zone;
  private final ShiftedClock clock;
  private final Random random;
  private final boolean byName;

  /** What each snapshot held when it was made. */
  private final Map<String, Map<String, String>> made = new HashMap<>();

  private int day = LONG_AGO;
  private String going = "";

  private LettingGoScenario(Scene scene, boolean byName) throws Exception {
    this.scene = scene;
    this.clock = new ShiftedClock();
    this.zone = BackedUpZone.start(scene, clock);
    this.random = scene.random();
    this.byName = byName;
    zone.done("restore", "--new-repo");
    makeSnapshots();
  }

  /** {@code snapshots remove}. */
  static LettingGoScenario byName(Scene scene) throws Exception {
    return new LettingGoScenario(scene, true);
  }

  /** {@code prune}. */
  static LettingGoScenario byAge(Scene scene) throws Exception {
    return new LettingGoScenario(scene, false);
  }

  /** Several days pass, with a backup on each; the program at hand is quicker than a process. */
  private void makeSnapshots() throws Exception {
    for (int i = 0; i < SNAPSHOTS; i++) {
      day--;
      clock.shift(Duration.ofDays(-day));
      int image = random.nextInt(BackedUpZone.IMAGES);
      zone.images().publish(image, day);
      zone.images().icon(image, day);
      zone.images().delete(random.nextInt(BackedUpZone.IMAGES));
      List<String> words = zone.words("backup", "--allow-mass-delete", "--keep-daily", "100");
      Run run = World.bare().in(clock, time -> {}).run(words.toArray(String[]::new));
      assertThat(run.status()).as(run.err()).isZero();
      String newest = newest(zone.area().snapshots());
      made.put(newest, zone.area().files(newest));
    }
    clock.shift(Duration.ZERO);
  }

  private static String newest(List<String> snapshots) {
    return snapshots.get(snapshots.size() - 1);
  }

  private List<String> words() {
    if (!byName) {
      return zone.words("prune", "--keep-hourly=1", "--keep-daily=2", "--keep-weekly=0");
    }
    List<String> words = new ArrayList<>(List.of("snapshots", "remove", going));
    words.addAll(List.of("-y", "-q", "--root", zone.root().toString()));
    return words;
  }

  @Override
  public List<String> next() throws Exception {
    List<String> left = zone.area().snapshots();
    if (left.size() <= KEPT) {
      made.keySet().retainAll(left);
      makeSnapshots();
      left = zone.area().snapshots();
    }
    if (!left.contains(going)) {
      made.remove(going);
      going = left.get(random.nextInt(left.size() - 1));
    }
    return words();
  }

  @Override
  public void requireNothingLost() throws Exception {
    StoredArea area = zone.area();
    area.requireWhole();
    Contents.requireSame(requireKept(area, newest(area.snapshots())), zone.images().contents());
    assertThat(area.snapshots()).containsAll(mustStay());
    for (String id : area.snapshots()) {
      requireKept(area, id);
    }
    zone.requireWholeFiles();
  }

  private Map<String, String> requireKept(StoredArea area, String id) throws Exception {
    Map<String, String> files = area.files(id);
    Contents.requireSame(files, made.get(id));
    return files;
  }

  private Set<String> mustStay() {
    TreeSet<String> stay = new TreeSet<>(made.keySet());
    if (byName) {
      stay.remove(going);
      return stay;
    }
    while (stay.size() > KEPT) {
      stay.pollFirst();
    }
    return stay;
  }

  @Override
  public void finish() throws Exception {
    if (!byName || zone.area().snapshots().contains(going)) {
      scene.done(Map.of(), words());
    }
    made.keySet().retainAll(mustStay());
    assertThat(zone.area().snapshots()).containsExactlyElementsOf(new TreeSet<>(made.keySet()));
    requireNothingLost();
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
