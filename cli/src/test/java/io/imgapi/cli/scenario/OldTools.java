/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code imgapi-standalone-backup} and {@code imgapi-standalone-restore} do, for tests without
 * Node: {@code manta-sync --delete} and {@code manta-sync -r}, images before manifests, sizes
 * compared and nothing else. MantaSyncInteropTest shows the same with the real manta-sync.
 */
final class OldTools {
  private final Zone zone;
  private final Clock clock;
  private final ObjectStore store;

  OldTools(Zone zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
    this.store =
        new MantaConnector(new InstanceLayout(zone.root()), Events.none(), clock, wait -> {})
            .connect(new ConfigReader().read(zone.configuration()).manta().orElseThrow(), 2);
  }

  /** Puts their cron line where it was. */
  void install() throws IOException {
    Path crontab = zone.root().resolve("var/spool/cron/crontabs/root");
    Files.createDirectories(crontab.getParent());
    Files.writeString(
        crontab,
        "17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y >>/var/log/triton/b.log\n");
  }

  private String inManta(String tree) {
    return zone.mantaDirectory() + "/backup/" + tree;
  }

  /**
   * The cron job.
   *
   * @throws IllegalStateException where there is no marker; then nothing was done
   */
  void backup() throws IOException {
    if (!Files.isRegularFile(Scenario.inRun(zone, "restored.marker"))) {
      throw new IllegalStateException("imgapi-standalone-backup: fatal error: no restored.marker");
    }
    for (Path tree : new Path[] {zone.images(), zone.manifests()}) {
      Map<String, Path> here = files(tree);
      String there = inManta(tree.getFileName().toString());
      if (here.isEmpty()) {
        continue;
      }
      makeDirectories(there);
      for (Map.Entry<String, Path> file : here.entrySet()) {
        upload(file.getValue(), there + "/" + file.getKey());
      }
      Map<String, Entry> mirrored = new TreeMap<>();
      list(there, "", mirrored);
      mirrored.keySet().removeAll(here.keySet());
      mirrored.keySet().forEach(path -> store.delete(there + "/" + path, Condition.always()));
    }
    Files.writeString(Scenario.inRun(zone, "backup.status"), "0\n");
  }

  private void upload(Path file, String path) throws IOException {
    Optional<Entry> there = store.head(path);
    if (there.isPresent() && there.get().size() == Files.size(file)) {
      return;
    }
    makeDirectories(path.substring(0, path.lastIndexOf('/')));
    store.put(path, Content.ofBytes(Files.readAllBytes(file)), Condition.always());
  }

  /** Writes over the final names, deletes nothing, appends to the marker. */
  void restore() throws IOException {
    for (Path tree : new Path[] {zone.images(), zone.manifests()}) {
      String there = inManta(tree.getFileName().toString());
      if (store.head(there).isEmpty()) {
        continue;
      }
      Map<String, Entry> mirrored = new TreeMap<>();
      list(there, "", mirrored);
      for (Map.Entry<String, Entry> entry : mirrored.entrySet()) {
        Path file = tree.resolve(entry.getKey());
        if (!Files.exists(file) || Files.size(file) != entry.getValue().size()) {
          Files.createDirectories(file.getParent());
          Files.write(file, read(there + "/" + entry.getKey()));
        }
      }
    }
    Files.writeString(
        Scenario.inRun(zone, "restored.marker"),
        "restored at " + clock.instant().toString().substring(0, 19) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private byte[] read(String path) throws IOException {
    try (Download download = store.get(path, ReadFrom.start())) {
      return download.stream().readAllBytes();
    }
  }

  private static Map<String, Path> files(Path tree) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (var all = Files.walk(tree)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(tree.relativize(file).toString(), file));
    }
    return files;
  }

  private void list(String directory, String below, Map<String, Entry> files) {
    try (EntryListing listing = store.list(directory)) {
      while (listing.hasNext()) {
        Entry entry = listing.next();
        if (entry.directory()) {
          list(directory + "/" + entry.name(), below + entry.name() + "/", files);
        } else {
          files.put(below + entry.name(), entry);
        }
      }
    }
  }

  private void makeDirectories(String directory) {
    if (store.head(directory).isEmpty()) {
      makeDirectories(directory.substring(0, directory.lastIndexOf('/')));
      store.makeDirectory(directory);
    }
  }
}
