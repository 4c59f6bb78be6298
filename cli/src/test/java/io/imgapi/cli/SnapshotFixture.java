/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance with three snapshots, an hour apart, and time that only passes when it is told to.
 */
public abstract class SnapshotFixture {
  /** An image of the samples that is deleted between the second and the third snapshot. */
  protected static final String DELETED = "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10";

  @TempDir protected Path directory;
  protected Sandbox sandbox;
  protected Zone zone;

  /** The local trees as they were at each of the three snapshots. */
  protected final List<Map<String, String>> states = new ArrayList<>();

  protected final HandTime time = new HandTime(Instant.parse("2026-11-22T09:17:00Z"));

  @BeforeEach
  void makeThreeSnapshots() throws IOException {
    sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(directory.resolve("triton")).http().withClock(time));
    zone = sandbox.zones().create("images0");
    done("restore", "-y", "--new-repo");
    SampleImages.publishInto(zone.root());
    done("backup", "-y");
    states.add(local());
    anHourLater("first note");
    Files.delete(zone.manifests().resolve(DELETED + ".raw"));
    anHourLater("second note");
  }

  private void anHourLater(String note) throws IOException {
    time.sleep(Duration.ofHours(1));
    Files.writeString(zone.images().resolve("note"), note);
    done("backup", "-y");
    states.add(local());
  }

  /** The local trees as they are. */
  protected Map<String, String> local() {
    try {
      return new Mirrored(zone, time).local();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes so many images more that have no files. */
  protected void publishMore(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String uuid = "d0d0d0d0-0000-4000-8000-%012d".formatted(i);
      Files.writeString(
          zone.manifests().resolve(uuid + ".raw"),
          "{\"v\": 2, \"uuid\": \"" + uuid + "\", \"name\": \"more\", \"files\": []}");
    }
  }

  /** Runs at a terminal on which this is typed. */
  protected Run typing(String typed, String... words) {
    return CliHarness.World.bare().in(time, time).answering(typed).run(here(words));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  protected Run run(String... words) {
    return CliHarness.run(time, time, here(words));
  }

  private String[] here(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--root");
    all.add(zone.root().toString());
    return all.toArray(String[]::new);
  }

  protected Run done(String... words) {
    Run run = run(words);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  protected JsonNode json(String... words) {
    try {
      return new JsonMapper().readTree(done(words).out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of the snapshots that there are, oldest first. */
  protected List<String> ids() {
    List<String> ids = new ArrayList<>();
    json("snapshots", "--json")
        .path("snapshots")
        .forEach(line -> ids.add(line.path("id").asText()));
    return ids;
  }

  /** Where the area keeps something. */
  protected String inArea(String relative) {
    return zone.mantaDirectory() + "/backup/" + relative;
  }
}
