/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.demo.Demo;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.MantaConnector;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An instance's two trees, as they are on its disk and as they are in Manta. */
public final class Mirrored {
  private final Zone zone;
  private final ObjectStore store;

  public Mirrored(Zone zone) {
    this(zone, Clock.systemUTC());
  }

  /** The trees of a zone whose Manta goes by this time. */
  public Mirrored(Zone zone, Clock clock) {
    this.zone = zone;
    InstanceLayout layout = new InstanceLayout(zone.root());
    MantaSettings settings = new ConfigReader().read(zone.configuration()).manta().orElseThrow();
    this.store = new MantaConnector(layout, Events.none(), clock, time -> {}).connect(settings, 2);
  }

  /** Loses both trees and all that tells of a restore; who the instance is stays. */
  public static void lose(Path zoneRoot) {
    Path base = zoneRoot.resolve("data/imgapi");
    Demo.delete(base.resolve("manifests"));
    Demo.delete(base.resolve("images"));
    for (String name :
        List.of(
            "restored.marker", "restored.marker.before-restore", "restored.json", "restore.json")) {
      Demo.delete(base.resolve("run").resolve(name));
    }
  }

  /** Every file of both local trees, hidden ones too: relative path and content. */
  public Map<String, String> local() throws IOException {
    return files(zone.manifests(), zone.images());
  }

  /** Every file of some trees: path from the name of its tree on, and content. */
  public static Map<String, String> files(Path... trees) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path tree : trees) {
      if (Files.exists(tree)) {
        try (var all = Files.walk(tree)) {
          for (Path file : all.filter(Files::isRegularFile).toList()) {
            files.put(
                tree.getParent().relativize(file).toString(),
                Files.readString(file, StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    return files;
  }

  /** Every object of both trees in the backup: relative path and content. */
  public Map<String, String> remote() throws IOException {
    Map<String, String> objects = new TreeMap<>();
    for (String tree : new String[] {"manifests", "images"}) {
      if (store.head(zone.mantaDirectory() + "/backup/" + tree).isPresent()) {
        collect(zone.mantaDirectory() + "/backup/", tree, objects);
      }
    }
    return objects;
  }

  private void collect(String backup, String directory, Map<String, String> objects)
      throws IOException {
    try (EntryListing listing = store.list(backup + directory)) {
      while (listing.hasNext()) {
        Entry entry = listing.next();
        String path = directory + "/" + entry.name();
        if (entry.directory()) {
          collect(backup, path, objects);
          continue;
        }
        try (Download download = store.get(backup + path, ReadFrom.start())) {
          byte[] bytes = download.stream().readAllBytes();
          objects.put(path, new String(bytes, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  /** Whether any manifest is in the backup. */
  boolean hasManifests() {
    String manifests = zone.mantaDirectory() + "/backup/manifests";
    if (store.head(manifests).isEmpty()) {
      return false;
    }
    try (EntryListing listing = store.list(manifests)) {
      return listing.hasNext();
    }
  }

  /** Each manifest is whole, and each file that it names is there with its SHA-1. */
  public static void requireSound(Map<String, String> tree) throws Exception {
    for (Map.Entry<String, String> entry : tree.entrySet()) {
      if (entry.getKey().matches("manifests/[0-9a-f-]{36}\\.raw")) {
        requireSound(entry.getKey(), entry.getValue(), tree);
      }
    }
  }

  private static void requireSound(String path, String content, Map<String, String> tree)
      throws Exception {
    JsonNode manifest = new JsonMapper().readTree(content.getBytes(StandardCharsets.ISO_8859_1));
    String uuid = manifest.get("uuid").asText();
    assertThat(path).contains(uuid);
    int index = 0;
    for (JsonNode file : manifest.get("files")) {
      String name = "images/" + uuid.substring(0, 3) + "/" + uuid + "/file" + index++;
      assertThat(tree).as("what %s names", path).containsKey(name);
      byte[] bytes = tree.get(name).getBytes(StandardCharsets.ISO_8859_1);
      byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(bytes);
      assertThat(HexFormat.of().formatHex(sha1)).as(name).isEqualTo(file.get("sha1").asText());
    }
  }
}
