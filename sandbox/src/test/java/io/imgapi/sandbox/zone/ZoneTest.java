/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones and the sample of images: operator-scripts.md 2. */
class ZoneTest {

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void aZoneIsLaidOutAsItsSetUpLeavesIt(@TempDir Path directory) throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory))) {
      assertThat(Zones.firstIn(directory)).isEmpty();
      Zone zone = sandbox.zones().create("images");
      sandbox.zones().create("another");
      assertThat(Zones.firstIn(directory)).contains(zone.root());
      JsonNode config = mapper.readTree(Files.readString(zone.configuration()));
      SshPublicKey key = OperatorKeyFiles.readPublic(zone.privateKey());
      assertThat(config.at("/mode").asText()).isEqualTo("public");
      assertThat(config.at("/storageTypes").toString()).isEqualTo("[\"manta\",\"local\"]");
      JsonNode manta = config.get("manta");
      assertThat(manta.get("url").asText()).isEqualTo(sandbox.manta().url().toString());
      assertThat(manta.get("user").asText()).isEqualTo("operator");
      assertThat(manta.get("keyId").asText()).isEqualTo(key.sha256());
      assertThat(manta.get("insecure").asBoolean()).isTrue();
      assertThat(manta.get("baseDir").asText()).isEqualTo("images");
      assertThat(manta.get("key").asText())
          .matches("/data/imgapi/etc/imgapi-images-[0-9a-f]{8}-\\d{8}T\\d{6}\\.id_ecdsa");
      assertThat(zone.root().resolve(manta.get("key").asText().substring(1)))
          .isEqualTo(zone.privateKey())
          .content()
          .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
      assertThat(key.comment() + ".id_ecdsa").isEqualTo(zone.privateKey().getFileName().toString());
      assertThat(zone.root().resolve("var/log/triton")).isDirectory();
      assertThat(zone.manifests()).isEmptyDirectory();
      assertThatThrownBy(() -> sandbox.zones().create("images"))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> sandbox.zones().create("../up"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void zonesFollowAMovedManta(@TempDir Path directory) throws Exception {
    Zone zone;
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory).http())) {
      zone = sandbox.zones().create("images");
    }
    Files.writeString(
        zone.configuration(),
        Files.readString(zone.configuration()).replaceFirst("127.0.0.1:\\d+", "127.0.0.1:9"));
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory).http())) {
      assertThat(mapper.readTree(Files.readString(zone.configuration())).at("/manta/url").asText())
          .isEqualTo(sandbox.manta().url().toString());
    }
  }

  @Test
  void theSampleIsWholeAndAlwaysTheSame(@TempDir Path one, @TempDir Path two) throws Exception {
    List<String> uuids = SampleImages.publishInto(one);
    assertThat(SampleImages.publishInto(two)).isEqualTo(uuids).hasSize(8).doesNotHaveDuplicates();
    int files = 0;
    for (String uuid : uuids) {
      Path manifest = one.resolve("data/imgapi/manifests").resolve(uuid + ".raw");
      String text = Files.readString(manifest);
      assertThat(text).startsWith("{\n  \"v\": 2,\n  \"uuid\": \"" + uuid + "\",").endsWith("}");
      assertThat(two.resolve("data/imgapi/manifests").resolve(uuid + ".raw")).hasContent(text);
      JsonNode read = mapper.readTree(text);
      int number = 0;
      for (JsonNode file : read.get("files")) {
        check(one, uuid, "file" + number++, file);
        files++;
      }
      if (read.has("icon")) {
        check(one, uuid, "icon", read.get("icon"));
        files++;
      }
    }
    assertThat(files).isEqualTo(10);
  }

  private static void check(Path root, String uuid, String name, JsonNode entry) throws Exception {
    byte[] bytes =
        Files.readAllBytes(
            root.resolve("data/imgapi/images")
                .resolve(uuid.substring(0, 3))
                .resolve(uuid)
                .resolve(name));
    assertThat(bytes).hasSize(entry.get("size").asInt());
    assertThat(SampleBytes.sha1(bytes)).isEqualTo(entry.get("sha1").asText());
    assertThat(SampleBytes.md5(bytes)).isEqualTo(entry.get("contentMD5").asText());
    assertThat(entry.get("stor").asText()).isEqualTo("local");
  }
}
