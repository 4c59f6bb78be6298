/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.Mirrored;
import io.imgapi.cli.demo.Demo;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Going back and forth between two snapshots; each time until it is done. */
final class RestoreAtScenario implements KillScenario {
  private final BackedUpZone zone;
  private final List<Map<String, String>> states = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private int wanted;

  RestoreAtScenario(Scene scene) throws Exception {
    this.zone = BackedUpZone.start(scene);
    zone.done("restore", "--new-repo");
    for (int state = 0; state < 2; state++) {
      for (int image = 0; image < BackedUpZone.IMAGES; image++) {
        zone.images().publish(image + state * BackedUpZone.IMAGES / 2, image * 2 + state);
      }
      zone.images().delete(state);
      zone.done("backup", "--allow-mass-delete");
      states.add(zone.images().contents());
      List<String> snapshots = zone.area().snapshots();
      ids.add(snapshots.get(snapshots.size() - 1));
    }
  }

  private String[] options() {
    return new String[] {"--no-backup", "--at", ids.get(wanted)};
  }

  @Override
  public List<String> next() throws IOException {
    boolean begun = Files.exists(zone.root().resolve("data/imgapi/run/restore.json"));
    if (!begun && zone.images().contents().equals(states.get(wanted))) {
      Demo.delete(zone.root().resolve("data/imgapi/replaced"));
      wanted = 1 - wanted;
    }
    return zone.words("restore", options());
  }

  @Override
  public void requireNothingLost() throws Exception {
    Mirrored.requireSound(zone.images().contents());
    Set<String> left = new HashSet<>(states.get(1 - wanted).values());
    left.removeAll(everyContent());
    assertThat(left.stream().map(Contents::print)).as("contents gone").isEmpty();
    zone.requireWholeFiles();
    zone.area().requireWhole();
    assertThat(zone.area().snapshots()).containsAll(ids);
  }

  /** What lies in the trees and what was moved out of them. */
  private Set<String> everyContent() throws IOException {
    Set<String> contents = new HashSet<>();
    try (Stream<Path> all = Files.walk(zone.root().resolve("data/imgapi"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Override
  public void finish() throws Exception {
    zone.done("restore", options());
    Contents.requireSame(zone.images().contents(), states.get(wanted));
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
