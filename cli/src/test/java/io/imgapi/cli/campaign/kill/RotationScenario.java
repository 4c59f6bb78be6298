/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.RotatingZone;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The instance's key rotated, taken up and given up, while an operator registers new keys. */
final class RotationScenario implements KillScenario {
  private static final long LOOK_MILLIS = 100;
  private final Scene scene;
  private final Random random;
  private final RotatingZone zone;
  private final ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();

  RotationScenario(Scene scene) throws Exception {
    this.scene = scene;
    this.random = scene.random();
    this.zone = RotatingZone.start(scene.directory());
    var unused =
        operator.scheduleWithFixedDelay(
            zone::register, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private List<String> words(String... more) {
    List<String> words =
        new ArrayList<>(List.of("rotate-key", "-y", "-q", "--settle", "1", "--timeout", "60"));
    words.addAll(List.of("--root", zone.root().toString()));
    words.addAll(List.of(more));
    return words;
  }

  private String[] wayOn() throws IOException {
    if (zone.journal().isEmpty()) {
      return new String[0];
    }
    return new String[] {random.nextBoolean() ? "--resume" : "--abort"};
  }

  @Override
  public List<String> next() throws IOException {
    return words(wayOn());
  }

  @Override
  public void requireNothingLost() throws IOException {
    assertThat(zone.acceptedKeyId()).isNotEmpty();
    BackedUpZone.requireWholeFiles(zone.root());
  }

  @Override
  public void finish() throws Exception {
    if (zone.journal().isPresent()) {
      scene.done(Map.of(), words(wayOn()));
    }
    assertThat(zone.journal()).isEmpty();
    assertThat(zone.next()).isEmpty();
    assertThat(zone.acceptedKeyId()).isNotEmpty();
    zone.requireService();
    assertThat(zone.keyFiles()).filteredOn(name -> !name.startsWith("oldinstkeys/")).hasSize(2);
  }

  @Override
  public List<Path> worksIn() throws IOException {
    return List.of(Files.createDirectories(zone.run()), zone.etc());
  }

  @Override
  public List<FaultPlan> faults() {
    return List.of(zone.sandbox().manta().faults());
  }

  @Override
  public void close() throws IOException {
    operator.shutdownNow();
    try {
      operator.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    zone.close();
  }
}
