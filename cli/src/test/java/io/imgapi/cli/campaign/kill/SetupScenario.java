/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.SetUpZone;
import io.imgapi.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The first boot of one zone after another; half of them lose their root disk on the way. */
final class SetupScenario implements KillScenario {
  private final Scene scene;
  private SetUpZone zone;

  /** The key that lay there after the last run; set-up makes no second one. */
  private List<String> keys = List.of();

  SetupScenario(Scene scene) throws IOException {
    this.scene = scene;
    this.zone = SetUpZone.in(scene.directory());
  }

  private List<String> words() {
    return List.of("setup", "--root", zone.root());
  }

  @Override
  public List<String> next() throws Exception {
    if (Files.exists(zone.place().at("/var/svc/setup_complete"))) {
      requireSetUp();
      if (scene.random().nextBoolean()) {
        zone.replaceRootDisk();
      } else {
        Demo.delete(zone.place().root());
        zone = SetUpZone.in(scene.directory());
        keys = List.of();
      }
    }
    return words();
  }

  @Override
  public void requireNothingLost() throws IOException {
    RootDisk.requireKept(zone);
    List<String> now = keyFiles();
    assertThat(now).as("keys").hasSizeLessThan(2).containsAll(keys);
    keys = now;
    Path config = config();
    if (Files.exists(config)) {
      assertThat(new JsonMapper().readTree(config.toFile()).at("/manta/key").asText())
          .isEqualTo("/data/imgapi/etc/" + keys.get(0));
    }
  }

  private Path config() {
    return zone.place().at("/data/imgapi/etc/imgapi.config.json");
  }

  /** Names of private keys under their final names; each must be whole. */
  private List<String> keyFiles() throws IOException {
    Path etc = zone.place().at("/data/imgapi/etc");
    if (!Files.isDirectory(etc)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(etc)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".id_ecdsa")).toList();
      for (Path key : found) {
        assertThat(Files.readString(key).strip()).endsWith("PRIVATE KEY-----");
      }
      return found.stream().map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public void finish() throws Exception {
    scene.done(Map.of(), words());
    requireSetUp();
  }

  private void requireSetUp() throws Exception {
    requireNothingLost();
    JsonNode config = new JsonMapper().readTree(config().toFile());
    assertThat(config.path("channels")).hasSizeGreaterThan(1);
    Path half = zone.place().at("/data/imgapi/etc/" + keys.get(0) + ".pub");
    assertThat(Files.readString(zone.place().metadata("instPubKey")))
        .isEqualTo(Files.readString(half));
    assertThat(Files.readString(zone.place().at("/data/imgapi/etc/cert.pem")))
        .contains("END CERTIFICATE", "PRIVATE KEY-----");
    assertThat(zone.text("/var/spool/cron/crontabs/root")).contains("imgapi backup");
  }

  @Override
  public List<Path> worksIn() {
    return RootDisk.worksIn(zone);
  }

  @Override
  public void close() {}
}
