/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxException.Reason;
import io.imgapi.sandbox.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server makes of what it finds when it starts. */
class ImgapiStartTest {

  private static final String GOOD = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String TORN = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String MOVED = "cccccccc-0000-4000-8000-000000000003";
  private static final String PRIVATE = "dddddddd-0000-4000-8000-000000000004";

  private ImgapiFixture imgapi;

  @BeforeEach
  void prepare(@TempDir Path zone) throws IOException {
    imgapi = new ImgapiFixture(zone);
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
  }

  private Path manifests(String name) {
    return imgapi.path("data/imgapi/manifests").resolve(name);
  }

  @Test
  void manifestsThatCannotBeUsedAreLeftOutWithAWarning() throws IOException {
    String published = "\"published_at\":\"2025-01-01T00:00:00.000Z\"";
    imgapi.manifest(GOOD, "good", "{" + published + "}");
    imgapi.manifest(TORN, "torn", "{" + published + "}");
    byte[] whole = Files.readAllBytes(manifests(TORN + ".raw"));
    Files.write(manifests(TORN + ".raw"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.move(manifests(GOOD + ".raw"), manifests(MOVED + ".raw"));
    imgapi.manifest(GOOD, "good", "{" + published + "}");
    imgapi.manifest(PRIVATE, "private", "{" + published + ",\"public\":false}");
    Files.writeString(manifests("notes.txt"), "mind the gap");
    imgapi.start();
    assertThat(ImgapiFixture.names(imgapi.get("/images"))).containsExactly("good");
    assertThat(Files.readString(imgapi.log()))
        .contains(
            "could not parse \\\"" + TORN + ".raw",
            "filename \\\"" + MOVED + "\\\" uuid does not match",
            "invalid manifest \\\"" + PRIVATE + ".raw\\\" in database: invalid image data: public",
            "\\\"notes.txt\\\" file does not belong in db dir",
            "\"level\":40");
  }

  @Test
  void realManifestsAreLoaded() throws IOException {
    Path real = Path.of("../core/src/test/resources/manifests");
    try (var files = Files.list(real)) {
      for (Path file : files.toList()) {
        Files.copy(file, manifests(file.getFileName().toString()));
      }
    }
    imgapi.configure("{\"mode\":\"private\"}");
    imgapi.start();
    try (var files = Files.list(real)) {
      assertThat(ImgapiFixture.json(imgapi.asBob("GET", "/images?state=all", new byte[0]).text()))
          .hasSize((int) files.count());
    }
  }

  @Test
  void defaultsApplyAndTheConfigurationIsReadOnce() throws IOException {
    imgapi.configure("{\"serverName\":\"my images\"}");
    imgapi.start();
    imgapi.configure("{\"serverName\":\"other\"}");
    assertThat(imgapi.get("/ping").header("server")).isEqualTo("my images");
    Files.createDirectories(imgapi.path("etc"));
    Files.writeString(imgapi.path("etc/nodename"), "imgapi-tst-12345678\n");
    imgapi.restart();
    Wire.Answer answer = imgapi.get("/ping");
    assertThat(answer.header("server")).isEqualTo("other");
    assertThat(answer.header("x-server-name")).isEqualTo("imgapi-tst-12345678");
  }

  @Test
  void aConfigurationThatIsNotValidStartsNothing() throws IOException {
    for (String bad :
        new String[] {
          "{\"mode\":\"dc\"}",
          "{\"port\":\"80\"}",
          "{\"authType\":\"basic\"}",
          "{\"databaseType\":\"moray\"}",
          "{\"storageTypes\":[\"manta\",\"local\"]}",
          "{\"storageTypes\":[\"tape\"]}",
          "{\"storageTypes\":[]}",
          "{\"manta\":{\"user\":\"bob\"}}",
          "{\"channels\":[]}",
          "{\"channels\":[{\"name\":\"Dev\",\"description\":\"\"}]}",
          "{\"address\":\"0.0.0.0\"}",
          "{\"address\":\"192.0.2.1\"}"
        }) {
      imgapi.configure(bad);
      SandboxException failure = failure();
      assertThat(failure.reason()).as(bad).isEqualTo(Reason.INVALID_ARGUMENT);
      assertThat(failure.remedy()).isNotEmpty();
    }
    Files.writeString(imgapi.path("data/imgapi/etc/imgapi.config.json"), "{");
    assertThat(failure()).hasMessageContaining("it is not JSON");
    Files.delete(imgapi.path("data/imgapi/etc/imgapi.config.json"));
    assertThat(failure()).hasMessageContaining("it cannot be read");
  }

  @Test
  void aKeyThatCannotBeReadStartsNothing() throws IOException {
    imgapi.configure(
        "{\"manta\":{\"url\":\"http://127.0.0.1:1\",\"user\":\"bob\","
            + "\"key\":\"/data/imgapi/etc/key\",\"keyId\":\"x\"}}");
    assertThat(failure()).hasMessageContaining("etc/key, cannot be used");
    Files.writeString(imgapi.path("data/imgapi/etc/key"), "-----BEGIN NOTHING-----\n");
    assertThat(failure().reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    Files.writeString(imgapi.path("data/imgapi/etc/key"), imgapi.bob().publicLine());
    assertThat(failure().reason()).isEqualTo(Reason.INVALID_ARGUMENT);
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      imgapi.configure("{\"port\":" + taken.getLocalPort() + "}");
      assertThat(failure().reason()).isEqualTo(Reason.PORT_IN_USE);
    }
  }

  @Test
  void aZoneMayHaveALoopbackAddressOfItsOwn() throws IOException {
    imgapi.configure("{\"address\":\"127.9.8.7\"}");
    imgapi.start();
    try (Wire wire = new Wire(java.net.URI.create("http://127.9.8.7:" + imgapi.server().port()))) {
      assertThat(wire.call("GET", "/ping", java.util.Map.of(), new byte[0]).status())
          .isEqualTo(200);
    }
  }

  private SandboxException failure() {
    return catchThrowableOfType(SandboxException.class, () -> imgapi.start());
  }
}
