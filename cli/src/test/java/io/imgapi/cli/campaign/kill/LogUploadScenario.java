/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Logs uploaded and deleted here; two of an hour now and then. */
final class LogUploadScenario implements KillScenario {
  private static final int LOGS = 4;
  private final BackedUpZone zone;
  private final Scene scene;
  private final Path place;

  /** What all logs held. */
  private final Set<String> written = new TreeSet<>();

  private int number;

  LogUploadScenario(Scene scene) throws Exception {
    this.zone = BackedUpZone.start(scene);
    this.scene = scene;
    this.place = Files.createDirectories(zone.root().resolve("var/log/triton/upload"));
  }

  @Override
  public List<String> next() throws IOException {
    int wanted = 1 + scene.random().nextInt(LOGS);
    while (waiting().size() < wanted) {
      number++;
      String content = ("log " + number + "\n").repeat(1 + scene.random().nextInt(20_000));
      // The name of a log that waits is never taken twice.
      Path log = place.resolve(name(number - scene.random().nextInt(2)));
      if (!Files.exists(log)) {
        Files.writeString(log, content);
        written.add(content);
      }
    }
    return words();
  }

  private static String name(int number) {
    return "imgapi_images0_202611%02dT%02d0000.log".formatted(1 + number / 24 % 28, number % 24);
  }

  private List<String> words() {
    return new ArrayList<>(List.of("log-upload", "-q", "--root", zone.root().toString()));
  }

  private List<Path> waiting() throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.toList();
    }
  }

  @Override
  public void requireNothingLost() throws IOException {
    Map<String, String> stored = zone.stored("/logs");
    Set<String> kept = new TreeSet<>(stored.values());
    assertThat(written.containsAll(kept)).as("everything in Manta was written").isTrue();
    for (Path log : waiting()) {
      kept.add(Files.readString(log, StandardCharsets.ISO_8859_1));
    }
    assertThat(kept.equals(written)).as("all contents are here or in Manta").isTrue();
    zone.requireWholeFiles();
  }

  @Override
  public void finish() throws Exception {
    scene.done(Map.of(), words());
    assertThat(waiting()).isEmpty();
    requireNothingLost();
  }

  @Override
  public List<Path> worksIn() throws IOException {
    return List.of(place, zone.root().resolve("data/imgapi/run"));
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
