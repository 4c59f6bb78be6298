/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.HandTime;
import io.imgapi.cli.Mirrored;
import io.imgapi.cli.demo.Demo;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Manta, an instance called images0 that has published eight images and backed them up once, and
 * a time that passes only when somebody waits.
 */
abstract class Scenario {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path directory;
  final HandTime time = new HandTime(Instant.parse("2026-11-22T09:17:00Z"));
  Sandbox sandbox;
  Zone images0;

  /** Both trees of images0, as they were published. */
  Map<String, String> published;

  @BeforeEach
  final void startManta() throws IOException {
    sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(directory.resolve("triton")).http().withClock(time));
    images0 = sandbox.zones().create("images0");
    begin();
    published = local(images0);
  }

  /** How it all began. */
  void begin() throws IOException {
    done(images0, "restore", "-y", "--new-repo");
    SampleImages.publishInto(images0.root());
    done(images0, "backup", "-y");
  }

  @AfterEach
  final void stopManta() {
    sandbox.close();
  }

  /** Another instance, freshly set up, whose configuration names the area of images0. */
  final Zone anotherInstance(String alias) throws IOException {
    Zone zone = sandbox.zones().create(alias);
    configure(zone, config -> ((ObjectNode) config.get("manta")).put("baseDir", images0.alias()));
    return new Zone(alias, zone.root(), images0.mantaDirectory(), zone.privateKey());
  }

  /** Changes an instance's configuration. */
  static void configure(Zone zone, Consumer<ObjectNode> change) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(Files.readAllBytes(zone.configuration()));
    change.accept(config);
    Files.write(zone.configuration(), JSON.writeValueAsBytes(config));
  }

  /** The surroundings of every command. */
  final World world() {
    return World.bare().in(time, time);
  }

  static String[] at(Zone zone, String... words) {
    return Stream.concat(Stream.of(words), Stream.of("--root", zone.root().toString()))
        .toArray(String[]::new);
  }

  final Run run(Zone zone, String... words) {
    return world().run(at(zone, words));
  }

  /** Runs a command that must succeed. */
  final Run done(Zone zone, String... words) {
    Run run = run(zone, words);
    assertThat(run.status()).as(run.err() + run.out()).isZero();
    return run;
  }

  final JsonNode json(Zone zone, String... words) throws IOException {
    return JSON.readTree(done(zone, words).out());
  }

  /** Time passes. */
  final void later(Duration wait) {
    time.sleep(wait);
  }

  /** Both trees as they are on the disk of an instance. */
  final Map<String, String> local(Zone zone) throws IOException {
    return new Mirrored(zone, time).local();
  }

  /** Both trees as they are in Manta. */
  final Map<String, String> mirror() throws IOException {
    return new Mirrored(images0, time).remote();
  }

  /** Everything that the area holds. */
  final Area area() {
    return new Area(images0, time);
  }

  /** What {@code imgapi snapshots} says of each, oldest first: its id and its state. */
  final List<String> snapshots(Zone zone) throws IOException {
    List<String> lines = new ArrayList<>();
    json(zone, "snapshots", "--json")
        .path("snapshots")
        .forEach(line -> lines.add(line.path("id").asText() + " " + line.path("state").asText()));
    return lines;
  }

  /**
   * Requires that each snapshot is shown as whole and that the area really holds all of it, as
   * {@code imgapi verify} finds too.
   */
  final void requireWholeSnapshots(Zone zone) throws IOException {
    assertThat(snapshots(zone)).isNotEmpty().allMatch(line -> line.endsWith(" whole"));
    for (String id : area().snapshots()) {
      goBackTo(id, zone);
    }
    done(zone, "verify");
  }

  /**
   * What going back to a snapshot brings: both trees as they were then. {@code imgapi restore --at}
   * does it, into a directory of its own, and the area is looked at from outside for the same.
   */
  final Map<String, String> goBackTo(String id, Zone zone) throws IOException {
    Path target = Files.createTempDirectory(directory, "back");
    done(zone, "restore", "-y", "--at", id, "--target", target.toString());
    Map<String, String> brought =
        Mirrored.files(target.resolve("manifests"), target.resolve("images"));
    Demo.delete(target);
    assertThat(brought).isEqualTo(new Area(zone, time).snapshot(id));
    return brought;
  }

  final Map<String, String> goBackTo(String id) throws IOException {
    return goBackTo(id, images0);
  }

  /** A file in the instance's run directory. */
  static Path inRun(Zone zone, String name) {
    return zone.root().resolve("data/imgapi/run").resolve(name);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(
              file,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
