/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.MantaConnector;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.sandbox.zone.Zone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A backup area, looked at from outside: nothing here knows the code that writes or reads
 * snapshots, only the format as it is written down.
 */
final class Area {
  private static final int TAR_BLOCK = 512;
  private final String backup;
  private final ObjectStore store;

  Area(Zone zone, Clock clock) {
    this.backup = zone.mantaDirectory() + "/backup/";
    this.store =
        new MantaConnector(new InstanceLayout(zone.root()), Events.none(), clock, wait -> {})
            .connect(new ConfigReader().read(zone.configuration()).manta().orElseThrow(), 2);
  }

  /** Every object of the area: relative path and content, a character for each byte. */
  Map<String, String> objects() throws IOException {
    Map<String, String> objects = new TreeMap<>();
    collect("", objects);
    return objects;
  }

  private void collect(String below, Map<String, String> objects) throws IOException {
    try (EntryListing listing = store.list(backup + below)) {
      while (listing.hasNext()) {
        Entry entry = listing.next();
        if (entry.directory()) {
          collect(below + entry.name() + "/", objects);
        } else {
          objects.put(below + entry.name(), text(read(below + entry.name())));
        }
      }
    }
  }

  /** The ids of all snapshots whose lists are there, oldest first. */
  List<String> snapshots() throws IOException {
    return objects().keySet().stream()
        .filter(path -> path.endsWith("/snapshot.jsonl.gz"))
        .map(path -> path.split("/")[1])
        .toList();
  }

  /**
   * The files of a snapshot, each proven by its MD5, wherever the area keeps it.
   *
   * @throws AssertionError where one of them is not there
   */
  Map<String, String> snapshot(String id) throws IOException {
    String[] lines = unzipped("snapshots/" + id + "/snapshot.jsonl.gz").split("\n");
    Map<String, String> archive = archive(id);
    Map<String, String> files = new TreeMap<>();
    for (String line : List.of(lines).subList(1, lines.length - 1)) {
      JsonNode file = new JsonMapper().readTree(line.getBytes(StandardCharsets.ISO_8859_1));
      String path = file.get("path").asText();
      String md5 = file.get("md5").asText();
      String name = path.substring(path.indexOf('/') + 1);
      boolean blob = file.path("flags").toString().contains("blob");
      String content =
          path.startsWith("manifests/")
              ? archive.get(name)
              : text(read(blob ? "blobs/" + md5.substring(0, 2) + "/" + md5 : path));
      assertThat(content).as("%s of snapshot %s", path, id).isNotNull();
      assertThat(md5(content)).as("%s of snapshot %s", path, id).isEqualTo(md5);
      files.put(path, content);
    }
    assertThat(lines[lines.length - 1]).contains("\"end\":true,\"files\":" + files.size());
    return files;
  }

  private String unzipped(String path) throws IOException {
    return text(new GZIPInputStream(new ByteArrayInputStream(read(path))).readAllBytes());
  }

  private Map<String, String> archive(String id) throws IOException {
    byte[] tar =
        unzipped("snapshots/" + id + "/manifests.tar.gz").getBytes(StandardCharsets.ISO_8859_1);
    Map<String, String> files = new TreeMap<>();
    for (int at = 0; tar[at] != 0; ) {
      byte[] header = Arrays.copyOfRange(tar, at, at + TAR_BLOCK);
      String name = text(Arrays.copyOf(header, 100)).split("\0")[0];
      int size = Integer.parseInt(text(Arrays.copyOfRange(header, 124, 135)).strip(), 8);
      at += TAR_BLOCK;
      files.put(name, text(Arrays.copyOfRange(tar, at, at + size)));
      at += (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    }
    return files;
  }

  /** What {@code owner.json} says. */
  JsonNode owner() throws IOException {
    return new JsonMapper().readTree(read("owner.json"));
  }

  byte[] read(String path) throws IOException {
    try (Download download = store.get(backup + path, ReadFrom.start())) {
      return download.stream().readAllBytes();
    }
  }

  /** Somebody puts an object past the rules. */
  void put(String path, String content) {
    store.put(
        backup + path,
        Content.ofBytes(content.getBytes(StandardCharsets.ISO_8859_1)),
        Condition.always());
  }

  /** Somebody deletes an object past the rules. */
  void delete(String path) {
    store.delete(backup + path, Condition.always());
  }

  static String md5(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return StandardCharsets.ISO_8859_1.decode(ByteBuffer.wrap(bytes)).toString();
  }
}
