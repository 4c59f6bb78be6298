/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.Mirrored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A backup area as it lies in Manta, read by the letter of its format and with nothing of the
 * program that wrote it.
 *
 * @param objects path below the area, and content, a character for each byte
 */
record StoredArea(Map<String, String> objects) {
  private static final String LIST = "/snapshot.jsonl.gz";

  /** The two trees. */
  Map<String, String> mirror() {
    Map<String, String> mirror = new TreeMap<>(objects);
    mirror.keySet().removeIf(path -> !path.startsWith("manifests/") && !path.startsWith("images/"));
    return mirror;
  }

  /** The snapshots that have a list, oldest first. */
  List<String> snapshots() {
    return objects.keySet().stream()
        .filter(path -> path.startsWith("snapshots/") && path.endsWith(LIST))
        .map(path -> path.split("/")[1])
        .sorted()
        .toList();
  }

  /** Requires that every image of the mirror and every listed snapshot is whole. */
  void requireWhole() throws Exception {
    Mirrored.requireSound(mirror());
    for (String id : snapshots()) {
      files(id);
    }
  }

  /** The files of a snapshot, each proven: path and content. */
  Map<String, String> files(String id) throws Exception {
    Map<String, String> archive = archive(id);
    Map<String, String> files = new TreeMap<>();
    List<JsonNode> lines = lines(id);
    assertThat(lines.get(lines.size() - 1).path("end").asBoolean()).as("end of " + id).isTrue();
    for (JsonNode line : lines.subList(1, lines.size() - 1)) {
      String path = line.path("path").asText();
      String content =
          path.startsWith("manifests/")
              ? archive.get(path.substring("manifests/".length()))
              : objects.get(line.has("flags") ? blob(line.path("md5").asText()) : path);
      assertThat(content).as("snapshot %s lacks %s", id, path).isNotNull();
      assertThat(md5(content))
          .as("%s in snapshot %s", path, id)
          .isEqualTo(line.path("md5").asText());
      files.put(path, content);
    }
    return files;
  }

  private static String blob(String md5) {
    return "blobs/" + md5.substring(0, 2) + "/" + md5;
  }

  private List<JsonNode> lines(String id) throws IOException {
    String text = new String(unzipped("snapshots/" + id + LIST), StandardCharsets.UTF_8);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      lines.add(new JsonMapper().readTree(line));
    }
    return lines;
  }

  private Map<String, String> archive(String id) throws IOException {
    Map<String, String> files = new HashMap<>();
    String path = "snapshots/" + id + "/manifests.tar.gz";
    assertThat(objects).as("archive of a listed snapshot").containsKey(path);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(unzipped(path)), "UTF-8")) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        files.put(e.getName(), new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  /** What an object holds below its compression, a character for each byte. */
  String unpacked(String path) throws IOException {
    assertThat(objects).containsKey(path);
    return new String(unzipped(path), StandardCharsets.ISO_8859_1);
  }

  private byte[] unzipped(String path) throws IOException {
    byte[] bytes = objects.get(path).getBytes(StandardCharsets.ISO_8859_1);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private static String md5(String content) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
