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
import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An area with three snapshots of which things can be damaged, and what a verification finds. */
public abstract class DamagedArea extends SnapshotFixture {
  protected static final String WITH_ICON = "c9e8d7f6-1b2a-4c3d-9e4f-5a6b7c8d9e0f";
  protected static final int LARGE = (1 << 20) + 1;
  protected static final String NGINX = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";

  protected String file(String uuid, String name) {
    return inArea("images/" + uuid.substring(0, 3) + "/" + uuid + "/" + name);
  }

  protected String manifest(String uuid) {
    return inArea("manifests/" + uuid + ".raw");
  }

  protected void put(String path, byte[] bytes) throws IOException {
    Path content = Files.write(directory.resolve("content"), bytes);
    done("manta", "put", content.toString(), path);
  }

  protected byte[] get(String path) throws IOException {
    Path content = directory.resolve("got");
    Files.deleteIfExists(content);
    done("manta", "get", "-o", content.toString(), path);
    return Files.readAllBytes(content);
  }

  protected void remove(String path) {
    done("manta", "rm", "-y", path);
  }

  /** The findings, each as kind and path below the area. */
  protected List<String> wrong(String... options) {
    Run run = verify(options);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitCode.INTEGRITY.status());
    return kinds(findings(run));
  }

  protected Run verify(String... options) {
    List<String> words = new ArrayList<>(List.of("verify", "--json"));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  protected JsonNode findings(Run run) {
    try {
      return new JsonMapper().readTree(run.out()).path("findings");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  protected List<String> kinds(JsonNode findings) {
    List<String> kinds = new ArrayList<>();
    String area = inArea("");
    findings.forEach(
        finding ->
            kinds.add(
                finding.path("kind").asText()
                    + " "
                    + finding.path("object").asText().replace(area, "")));
    return kinds;
  }

  protected static String relative(String uuid, String name) {
    return "images/" + uuid.substring(0, 3) + "/" + uuid + "/" + name;
  }

  /**
   * Adds an image of one large file to the local trees, and its file to Manta where it lies there.
   */
  protected String publish(String stor, boolean withMd5) throws IOException {
    String uuid = "11112222-3333-4444-8555-666677778888";
    byte[] bytes = new byte[LARGE];
    java.util.Arrays.fill(bytes, (byte) 7);
    FileDigests digests = FileDigests.of(bytes);
    String md5 = withMd5 ? ",\"contentMD5\":\"" + digests.md5().base64() + "\"" : "";
    Files.writeString(
        zone.manifests().resolve(uuid + ".raw"),
        "{\"v\":2,\"uuid\":\"%s\",\"activated\":true,\"files\":[{\"sha1\":\"%s\",\"size\":%d,\"stor\":\"%s\"%s}]}"
            .formatted(uuid, digests.sha1(), LARGE, stor, md5));
    Path local = zone.images().resolve("111/" + uuid + "/file0");
    Files.createDirectories(local.getParent());
    Files.write(local, bytes);
    if (stor.equals("manta")) {
      done("manta", "put", "-p", local.toString(), inManta(uuid));
      Files.delete(local);
    }
    return uuid;
  }

  protected String inManta(String uuid) {
    return zone.mantaDirectory() + "/" + relative(uuid, "file0");
  }

  protected List<String> blobs() {
    return done("manta", "find", "-t", "o", inArea("blobs")).out().lines().sorted().toList();
  }

  /** The first file in which the sandbox keeps these bytes. */
  protected Path stored(byte[] bytes) throws IOException {
    try (var files = Files.walk(directory.resolve("triton"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(zone.root())
            && Files.size(file) == bytes.length
            && java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
          return file;
        }
      }
    }
    throw new AssertionError("it is not there");
  }

  protected static void flip(Path file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[offset] ^= 1;
    Files.write(file, bytes);
  }

  protected Path local(String uuid, String name) {
    return zone.images().resolve(uuid.substring(0, 3)).resolve(uuid).resolve(name);
  }
}
