/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.wire.MantaFixture;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.WireSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A zone on disk, an IMGAPI over it, and calls to that as bob, who has an RSA key. */
final class ImgapiFixture implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final String OWNER = "930896af-bf8c-48d4-885c-6573a94b1853";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path zone;
  private final WireSigner bob = WireSigner.rsa("bob", "sha256");
  private ImgapiServer server;

  ImgapiFixture(Path zone) throws IOException {
    this.zone = zone;
    Files.createDirectories(path("data/imgapi/etc/authkeys/local"));
    Files.createDirectories(path("data/imgapi/manifests"));
    Files.writeString(
        path("data/imgapi/etc/authkeys/local/bob.keys"),
        "# who publishes here\r\n\r\n  " + bob.publicLine() + "  \r\n");
    configure("{}");
  }

  Path path(String name) {
    return zone.resolve(name);
  }

  Path log() {
    return path("var/log/imgapi.log");
  }

  WireSigner bob() {
    return bob;
  }

  ImgapiServer server() {
    return server;
  }

  /** Writes a configuration, with a free port unless it has one. */
  void configure(String json) throws IOException {
    ObjectNode config = (ObjectNode) json(json);
    if (!config.has("port")) {
      config.put("port", 0);
    }
    Files.writeString(path("data/imgapi/etc/imgapi.config.json"), config.toString());
  }

  ImgapiFixture start() {
    server = ImgapiServer.start(new ImgapiServer.Settings(zone, CLOCK, log()));
    return this;
  }

  void restart() throws IOException {
    server.close();
    start();
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }

  /** Puts a manifest on disk, as it would lie there after a restore. */
  ObjectNode manifest(String uuid, String name, String more) throws IOException {
    ObjectNode raw = MAPPER.createObjectNode();
    raw.put("v", 2).put("owner", OWNER).put("name", name).put("version", "1.0.0");
    raw.put("type", "zone-dataset").put("os", "smartos").put("public", true);
    raw.put("disabled", false).put("activated", true).put("state", "active").put("uuid", uuid);
    raw.setAll((ObjectNode) json(more));
    Files.writeString(path("data/imgapi/manifests/" + uuid + ".raw"), raw.toPrettyString(), UTF_8);
    return raw;
  }

  Wire.Answer call(String method, String target, byte[] body, Map<String, String> headers) {
    try (Wire wire = new Wire(URI.create("http://127.0.0.1:" + server.port()))) {
      return wire.call(method, target, headers, body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Wire.Answer get(String target) {
    return call("GET", target, new byte[0], Map.of());
  }

  /** Calls as bob; more headers follow as pairs. */
  Wire.Answer asBob(String method, String target, byte[] body, String... more) {
    Map<String, String> headers = signed(bob, "bob", NOW);
    headers.putAll(MantaFixture.pairs(more));
    return call(method, target, body, headers);
  }

  Wire.Answer asBob(String method, String target, String body) {
    return asBob(method, target, body.getBytes(UTF_8), "content-type", "application/json");
  }

  static Map<String, String> signed(WireSigner signer, String user, Instant time) {
    String date = WireSigner.date(time);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("date", date);
    headers.put(
        "authorization",
        "Signature keyId=\""
            + user
            + "\",algorithm=\""
            + signer.algorithm()
            + "\",signature=\""
            + signer.sign("date: " + date)
            + "\"");
    return headers;
  }

  /** Creates an image and returns its uuid. */
  String create(String more) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("name", "base").put("version", "1.0.0").put("type", "zone-dataset");
    data.put("os", "smartos").put("owner", OWNER).put("public", true);
    data.setAll((ObjectNode) json(more));
    Wire.Answer answer = asBob("POST", "/images", data.toString());
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return json(answer.text()).path("uuid").asText();
  }

  static List<String> names(Wire.Answer listing) {
    return Stream.iterate(0, i -> i + 1)
        .limit(json(listing.text()).size())
        .map(i -> json(listing.text()).get(i).path("name").asText())
        .toList();
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    return bytes;
  }

  static Instant after(Duration time) {
    return NOW.plus(time);
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
