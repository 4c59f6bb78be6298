/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.command.ServiceFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One key of the configuration set after another, with a restart of the service each time. */
final class ConfigSetScenario implements KillScenario {
  private final Scene scene;
  private final Path root;
  private final ServiceFixture service;
  private int version;
  private int written;

  ConfigSetScenario(Scene scene) throws IOException {
    this.scene = scene;
    this.root = Files.createDirectories(scene.directory().resolve("root"));
    this.service = new ServiceFixture(root);
    Files.createDirectories(service.config().getParent());
    Files.createDirectories(root.resolve("data/imgapi/run"));
    Files.writeString(
        service.config(),
        "{\"mode\":\"public\",\"port\":%d,\"note\":\"kept\",\"serverName\":\"0\"}"
            .formatted(service.answering()));
  }

  private List<String> words() {
    return List.of("config", "set", "--root", root.toString(), "-y", "serverName=" + version);
  }

  @Override
  public List<String> next() {
    version++;
    return words();
  }

  @Override
  public void requireNothingLost() throws IOException {
    BackedUpZone.requireWholeFiles(root);
    JsonNode config = new JsonMapper().readTree(service.config().toFile());
    int now = Integer.parseInt(config.path("serverName").asText());
    assertThat(now).as("version of the configuration").isIn(written, version);
    assertThat(config.path("note").asText()).isEqualTo("kept");
    written = now;
  }

  @Override
  public void finish() throws Exception {
    version++;
    scene.done(Map.of(), words());
    requireNothingLost();
    assertThat(written).isEqualTo(version);
  }

  @Override
  public List<Path> worksIn() {
    return List.of(service.config().getParent(), root.resolve("data/imgapi/run"));
  }

  @Override
  public void close() {
    service.close();
  }
}
