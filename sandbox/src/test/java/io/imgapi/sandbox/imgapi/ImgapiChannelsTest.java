/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose images are in channels. */
class ImgapiChannelsTest {

  private static final byte[] NONE = new byte[0];
  private static final String TWO =
      "{\"channels\":[{\"name\":\"dev\",\"description\":\"daily\",\"default\":true},"
          + "{\"name\":\"release\",\"description\":\"monthly\"}]}";

  private ImgapiFixture imgapi;
  private String uuid;

  @BeforeEach
  void start(@TempDir Path zone) throws IOException {
    imgapi = new ImgapiFixture(zone);
    imgapi.configure(TWO);
    imgapi.start();
    uuid = imgapi.create("{}");
    imgapi.asBob("PUT", "/images/" + uuid + "/file?compression=gzip", ImgapiFixture.bytes(10));
    imgapi.asBob("POST", "/images/" + uuid + "?action=activate", NONE);
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
  }

  private int status(String target) {
    return imgapi.get(target).status();
  }

  @Test
  void channelsAreListedAsTheyAreConfigured() {
    assertThat(ImgapiFixture.json(imgapi.get("/channels").text()))
        .isEqualTo(ImgapiFixture.json(TWO).path("channels"));
  }

  @Test
  void anImageIsFoundInItsChannelOnly() {
    assertThat(status("/images/" + uuid)).isEqualTo(200);
    assertThat(status("/images/" + uuid + "?channel=*")).isEqualTo(200);
    assertThat(status("/images/" + uuid + "/file?channel=release")).isEqualTo(404);
    assertThat(imgapi.get("/images?channel=release").text()).isEqualTo("[]");
    assertThat(imgapi.get("/images?channel=*").text()).contains(uuid);
    Wire.Answer unknown = imgapi.get("/images?channel=odd");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.text()).contains("ValidationFailed", "unknown channel: odd");
  }

  @Test
  void onlyTheSecondVersionOfTheApiKnowsChannels() {
    assertThat(imgapi.get("/images/" + uuid).text()).doesNotContain("channels");
    for (String version : new String[] {"~2", "*", "~9||~2", ">=1"}) {
      assertThat(withVersion(version).text()).as(version).contains("\"dev\"");
    }
    assertThat(withVersion("~1").text()).doesNotContain("channels");
    assertThat(withVersion("~9").status()).isEqualTo(400);
    assertThat(withVersion("~9").text()).contains("InvalidVersion");
  }

  private Wire.Answer withVersion(String version) {
    return imgapi.call("GET", "/images/" + uuid, NONE, Map.of("accept-version", version));
  }

  @Test
  void anImageIsDeletedWithItsLastChannel() {
    Wire.Answer added =
        imgapi.asBob(
            "POST", "/images/" + uuid + "?action=channel-add", "{\"channel\":\"release\"}");
    assertThat(added.status()).isEqualTo(200);
    assertThat(status("/images/" + uuid + "?channel=release")).isEqualTo(200);
    assertThat(imgapi.asBob("DELETE", "/images/" + uuid, NONE).status()).isEqualTo(204);
    assertThat(status("/images/" + uuid)).isEqualTo(404);
    assertThat(status("/images/" + uuid + "?channel=release")).isEqualTo(200);
    imgapi.asBob("DELETE", "/images/" + uuid + "?channel=release", NONE);
    assertThat(status("/images/" + uuid + "?channel=*")).isEqualTo(404);
  }

  @Test
  void allChannelsGoAtOnceWhenAskedTo() {
    imgapi.asBob("POST", "/images/" + uuid + "?action=channel-add", "{\"channel\":\"release\"}");
    imgapi.asBob("DELETE", "/images/" + uuid + "?force_all_channels=true", NONE);
    assertThat(status("/images/" + uuid + "?channel=*")).isEqualTo(404);
  }
}
