/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.zone.Zone;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A zone with images, its Manta, and its backup area there. */
final class BackedUpZone implements Closeable {
  static final int IMAGES = 8;
  private final Scene scene;
  private final Sandbox sandbox;
  private final Zone zone;
  private final SampleTree images;

  private BackedUpZone(Scene scene, Sandbox sandbox, Zone zone) {
    this.scene = scene;
    this.sandbox = sandbox;
    this.zone = zone;
    this.images = new SampleTree(zone);
  }

  /** Starts one that has published its images and backs nothing up yet. */
  static BackedUpZone start(Scene scene) throws Exception {
    return start(scene, Clock.systemUTC());
  }

  /** The same with a Manta that goes by another clock. */
  static BackedUpZone start(Scene scene, Clock clock) throws Exception {
    Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(scene.directory().resolve("triton"))
                .http()
                .withClock(clock));
    BackedUpZone started = new BackedUpZone(scene, sandbox, sandbox.zones().create("images0"));
    for (int image = 0; image < IMAGES; image++) {
      started.images.publish(image, image);
    }
    return started;
  }

  /** The words of a command on this zone that asks nothing. */
  List<String> words(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("-y", "-q", "--root", root().toString()));
    words.addAll(List.of(more));
    return words;
  }

  /** Runs such a command to a good end. */
  void done(String command, String... more) throws Exception {
    scene.done(Map.of(), words(command, more));
  }

  Path root() {
    return zone.root();
  }

  Zone zone() {
    return zone;
  }

  SampleTree images() {
    return images;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  List<FaultPlan> faults() {
    return List.of(sandbox.manta().faults());
  }

  /** Where most commands leave something, soon after they begin. */
  List<Path> worksIn() throws IOException {
    Path data = root().resolve("data/imgapi");
    return List.of(data.resolve("run"), data.resolve("manifests"), data.resolve("etc"));
  }

  /** The area, once nothing changes any more: requests of a dead program are still carried out. */
  StoredArea area() throws IOException {
    return new StoredArea(stored("/backup"));
  }

  /** The same of any directory of the instance's. */
  Map<String, String> stored(String directory) throws IOException {
    Map<String, String> before = read(directory);
    for (Map<String, String> now = read(directory); !now.equals(before); now = read(directory)) {
      before = now;
    }
    return before;
  }

  private Map<String, String> read(String directory) throws IOException {
    String place = zone.mantaDirectory() + directory;
    Map<String, String> objects = new TreeMap<>();
    sandbox
        .manta()
        .stored(place)
        .forEach(
            (path, bytes) ->
                objects.put(
                    path.substring(place.length() + 1),
                    new String(bytes, StandardCharsets.ISO_8859_1)));
    return objects;
  }

  /** Requires that no file of the instance is half-written under its final name. */
  void requireWholeFiles() throws IOException {
    requireWholeFiles(root());
  }

  /** The same for what lies below any root. */
  static void requireWholeFiles(Path root) throws IOException {
    for (String directory : List.of("data/imgapi/run", "data/imgapi/etc")) {
      if (!Files.isDirectory(root.resolve(directory))) {
        continue;
      }
      try (Stream<Path> files = Files.list(root.resolve(directory))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
          assertThat(new JsonMapper().readTree(Files.readAllBytes(file)).isObject())
              .as("%s holds: %s", file, Files.readString(file))
              .isTrue();
        }
      }
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
