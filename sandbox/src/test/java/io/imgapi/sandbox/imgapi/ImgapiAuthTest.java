/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.WireSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and by which proof. */
class ImgapiAuthTest {

  private static final byte[] NONE = new byte[0];

  private ImgapiFixture imgapi;

  @BeforeEach
  void start(@TempDir Path zone) throws IOException {
    imgapi = new ImgapiFixture(zone).start();
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
  }

  @Test
  void anyoneMayPingAndWhoSignsLearnsMore() {
    JsonNode stranger = ImgapiFixture.json(imgapi.get("/ping").text());
    assertThat(stranger.toString())
        .isEqualTo("{\"ping\":\"pong\",\"version\":\"4.13.1\",\"imgapi\":true}");
    JsonNode known = ImgapiFixture.json(imgapi.asBob("GET", "/ping", NONE).text());
    assertThat(known.path("user").asText()).isEqualTo("bob");
    assertThat(known.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void anErrorIsSimulatedOnDemand() {
    Wire.Answer answer = imgapi.get("/ping?error=StorageIsDown");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("StorageIsDown");
    assertThat(imgapi.get("/ping?error=Odd").status()).isEqualTo(422);
  }

  @Test
  void strictRoutesWantAProof() {
    for (String route : new String[] {"GET /state", "POST /authkeys/reload", "POST /images"}) {
      String[] parts = route.split(" ");
      Wire.Answer answer = imgapi.call(parts[0], parts[1], NONE, Map.of());
      assertThat(answer.status()).as(route).isEqualTo(401);
      assertThat(answer.text())
          .isEqualTo("{\n  \"code\": \"UnauthorizedError\",\n  \"message\": \"Unauthorized\"\n}");
    }
    assertThat(imgapi.asBob("GET", "/state", NONE).text()).contains("\"storageTypes\": [");
    assertThat(imgapi.asBob("POST", "/state?action=dropcaches", NONE).status()).isEqualTo(202);
    assertThat(imgapi.asBob("POST", "/state", NONE).status()).isEqualTo(409);
  }

  @Test
  void rsaIsAcceptedWithBothHashes() {
    assertThat(imgapi.asBob("GET", "/state", NONE).status()).isEqualTo(200);
    WireSigner old = WireSigner.rsa("old", "sha1");
    allow("old", old);
    assertThat(
            imgapi
                .call("GET", "/state", NONE, ImgapiFixture.signed(old, "old", ImgapiFixture.NOW))
                .status())
        .isEqualTo(200);
  }

  @Test
  void ellipticCurvesAreRefusedThoughTheKeyIsKnown() {
    WireSigner modern = WireSigner.ecdsa("modern", 256, "sha256");
    allow("modern", modern);
    Wire.Answer answer =
        imgapi.call(
            "GET", "/state", NONE, ImgapiFixture.signed(modern, "modern", ImgapiFixture.NOW));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text())
        .contains("ECDSA-SHA256", "is not a supported http-signature signing algorithm");
  }

  @Test
  void clocksMayDifferByFiveMinutesAndNotMore() {
    assertThat(stateAt(Duration.ofSeconds(299))).isEqualTo(200);
    assertThat(stateAt(Duration.ofSeconds(-299))).isEqualTo(200);
    assertThat(stateAt(Duration.ofSeconds(301))).isEqualTo(401);
    assertThat(stateAt(Duration.ofSeconds(-301))).isEqualTo(401);
  }

  private int stateAt(Duration skew) {
    return imgapi
        .call(
            "GET",
            "/state",
            NONE,
            ImgapiFixture.signed(imgapi.bob(), "bob", ImgapiFixture.after(skew)))
        .status();
  }

  @Test
  void aBadProofIsRefusedWhereNoneIsNeeded() {
    Map<String, String> wrong = new HashMap<>(signed("bob"));
    wrong.put("date", WireSigner.date(ImgapiFixture.after(Duration.ofSeconds(1))));
    for (String route : new String[] {"/ping", "/images"}) {
      assertThat(imgapi.call("GET", route, NONE, wrong).status()).as(route).isEqualTo(401);
      assertThat(imgapi.call("GET", route, NONE, signed("nobody")).status()).isEqualTo(401);
      assertThat(imgapi.call("GET", route, NONE, Map.of("authorization", "Basic Ym9i")).status())
          .isEqualTo(401);
    }
  }

  private Map<String, String> signed(String user) {
    return ImgapiFixture.signed(imgapi.bob(), user, ImgapiFixture.NOW);
  }

  @Test
  void keysThatAreAddedCountAfterAReload() throws IOException {
    WireSigner carol = WireSigner.rsa("carol", "sha256");
    Files.writeString(
        imgapi.path("data/imgapi/etc/authkeys/local/carol.keys"), carol.publicLine() + "\n");
    Map<String, String> headers = ImgapiFixture.signed(carol, "carol", ImgapiFixture.NOW);
    assertThat(imgapi.call("GET", "/state", NONE, headers).status()).isEqualTo(401);
    Wire.Answer reload = imgapi.asBob("POST", "/authkeys/reload", NONE);
    assertThat(reload.text()).isEqualTo("{}");
    assertThat(imgapi.call("GET", "/state", NONE, headers).status()).isEqualTo(200);
  }

  @Test
  void oneFileThatCannotBeReadLeavesAllKeysAsTheyWere() throws IOException {
    Files.createDirectories(imgapi.path("data/imgapi/etc/authkeys/local/broken.keys"));
    Files.delete(imgapi.path("data/imgapi/etc/authkeys/local/bob.keys"));
    assertThat(imgapi.asBob("POST", "/authkeys/reload", NONE).status()).isEqualTo(200);
    assertThat(imgapi.asBob("GET", "/state", NONE).status()).isEqualTo(200);
    assertThat(Files.readString(imgapi.log())).contains("authkeys not reloaded");
  }

  @Test
  void keysOfTheConfigurationCountToo() throws IOException {
    WireSigner dave = WireSigner.rsa("dave", "sha256");
    imgapi.configure("{\"authKeys\":{\"dave\":[\"" + dave.publicLine() + "\"]}}");
    imgapi.restart();
    Map<String, String> headers = ImgapiFixture.signed(dave, "dave", ImgapiFixture.NOW);
    assertThat(imgapi.call("GET", "/state", NONE, headers).status()).isEqualTo(200);
  }

  @Test
  void withoutAuthenticationEveryRouteIsOpen() throws IOException {
    imgapi.configure("{\"authType\":\"none\"}");
    imgapi.restart();
    assertThat(imgapi.get("/state").status()).isEqualTo(200);
    assertThat(imgapi.call("POST", "/authkeys/reload", NONE, Map.of()).text()).isEqualTo("{}");
  }

  @Test
  void whatIsRecordedHoldsNoSignature() throws IOException {
    imgapi.asBob("GET", "/state", NONE);
    String log = Files.readString(imgapi.log());
    assertThat(log).contains("\"remoteUser\":\"bob\"", "\"url\":\"/state\"");
    assertThat(log).doesNotContain("ignature keyId");
    for (String line : log.lines().toList()) {
      assertThat(ImgapiFixture.json(line).properties())
          .extracting(Map.Entry::getKey)
          .contains("v", "level", "name", "hostname", "pid", "time", "msg");
    }
  }

  private void allow(String user, WireSigner signer) {
    try {
      Files.writeString(
          imgapi.path("data/imgapi/etc/authkeys/local/" + user + ".keys"), signer.publicLine());
      imgapi.restart();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
