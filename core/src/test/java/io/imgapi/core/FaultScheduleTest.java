/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.backup.BackupLimits;
import io.imgapi.core.backup.BackupRequest;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.TestConfig;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.TestInstance;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.ownership.TestOwnerships;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreSelection;
import io.imgapi.core.snapshot.Retention;
import io.imgapi.core.snapshot.SnapshotRules;
import io.imgapi.core.store.FaultyStore;
import io.imgapi.core.store.InMemoryStore;
import io.imgapi.core.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random trees, edits, damage, faults and kills. At every change of the mirror no manifest names a
 * file that is missing there, no damage has reached it, and no image that still exists has gone
 * from it; after a clean run the mirror equals the local trees; what is restored from it does too,
 * and never a manifest before its files.
 *
 * <p>{@code -Dimgapi.property.seed=N} plays one seed again, {@code -Dimgapi.property.runs=N} plays
 * more of them.
 */
class FaultScheduleTest {
  private static final TakeOver ALLOWED = new TakeOver(Optional.of(TestOwnerships.ALIAS), false);

  private static final String B = "/alice/stor/imgapi/backup";
  private static final int ROUNDS = 6;
  private static final long LARGEST_BLOB = 1 << 20;
  private static final String DAMAGED = "damaged ";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void noScheduleOfFaultsAndKillsLosesAnything() {
    Long only = Long.getLong("imgapi.property.seed");
    if (only != null) {
      play(only);
      return;
    }
    int runs = Integer.getInteger("imgapi.property.runs", 100);
    for (long seed = 1; seed <= runs; seed++) {
      try {
        play(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + " (play it again with -Dimgapi.property.seed=" + seed + ")", e);
      }
    }
  }

  private void play(long seed) {
    Random random = new Random(seed);
    InMemoryStore store = new InMemoryStore("/alice/stor");
    TestInstance source = instance("source-" + seed);
    restore(source, store, true);
    List<String> images = new ArrayList<>();
    Set<String> changeable = new HashSet<>();
    Set<String> mirrored = new HashSet<>();
    store.afterEachChange(
        () -> {
          requireSound(store);
          requireUndamaged(store, changeable);
          requireNothingLost(store, mirrored, images);
        });
    for (int round = 0; round < ROUNDS; round++) {
      edit(source, images, changeable, random);
      double rate = random.nextInt(3) * 0.08;
      long calls = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(60);
      attempt(() -> backup(source, new FaultyStore(store, random.nextLong(), rate, calls)));
    }
    heal(source, images, random);
    backup(source, store);
    assertThat(mirror(store)).isEqualTo(source.files());

    TestInstance target = instance("target-" + seed);
    for (int tries = 0; tries < 8; tries++) {
      long calls = 10L + random.nextInt(80);
      double rate = 0.01 + 0.02 * random.nextInt(3);
      attempt(() -> restore(target, new FaultyStore(store, random.nextLong(), rate, calls), false));
      requireOnlyGoodFiles(target, source);
    }
    restore(target, store, false);
    assertThat(target.files()).isEqualTo(source.files());
  }

  /** Runs something that may fail in an orderly way, or be killed. */
  private static void attempt(Runnable run) {
    try {
      run.run();
    } catch (ImgapiException | FaultyStore.Killed e) {
      // What matters is what it left behind.
    }
  }

  private void edit(
      TestInstance source, List<String> images, Set<String> changeable, Random random) {
    int edits = 1 + random.nextInt(6);
    for (int i = 0; i < edits; i++) {
      if (images.isEmpty() || random.nextInt(3) == 0) {
        String uuid = "%08x-0000-4000-8000-%012x".formatted(random.nextInt(), images.size());
        images.add(uuid);
        source.image(uuid, content(random), content(random));
        continue;
      }
      String uuid = images.get(random.nextInt(images.size()));
      switch (random.nextInt(8)) {
        case 0 -> source.write(source.layout().manifest(uuid), "{\"uuid\":\"" + uuid);
        case 1 -> source.file(uuid, "file0", DAMAGED + content(random));
        case 2 -> source.image(uuid, content(random));
        case 3 -> source.file(uuid, "file0.99999999-9999-4999-8999-999999999999", "half");
        case 4 -> {
          changeable.add(uuid);
          source.imageIn("unactivated", uuid, content(random), content(random));
        }
        case 5 -> lose(source, uuid, random.nextBoolean());
        default -> {
          images.remove(uuid);
          remove(source, uuid);
        }
      }
    }
  }

  /** A file of the image goes away; perhaps the leftover of an upload is a copy of it. */
  private static void lose(TestInstance source, String uuid, boolean leavesCopy) {
    Path file = source.layout().imageDirectory(uuid).resolve("file0");
    try {
      if (leavesCopy && Files.exists(file)) {
        Files.move(
            file,
            file.resolveSibling("file0.88888888-8888-4888-8888-888888888888"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Random random) {
    // Few sizes and many contents: equal sizes must not be taken for equal bytes.
    return "content %03d ".formatted(random.nextInt(1000)) + "x".repeat(random.nextInt(3) * 900);
  }

  private static void remove(TestInstance source, String uuid) {
    try {
      Files.deleteIfExists(source.layout().manifest(uuid));
      Path files = source.layout().imageDirectory(uuid);
      if (Files.isDirectory(files)) {
        try (var all = Files.list(files)) {
          for (Path file : all.toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void heal(TestInstance source, List<String> images, Random random) {
    if (images.isEmpty()) {
      images.add("00000000-0000-4000-8000-ffffffffffff");
    }
    for (String uuid : images) {
      remove(source, uuid);
      source.image(uuid, content(random));
    }
  }

  /** No manifest in the mirror names a file that is not there as it says. */
  private static void requireSound(InMemoryStore store) {
    Map<String, byte[]> objects = store.objects();
    objects.forEach(
        (path, bytes) -> {
          if (path.startsWith(B + "/manifests/")) {
            requireSound(path, bytes, objects);
          }
        });
  }

  /** What was damaged on the local disk is nowhere, unless its image may legally change. */
  private static void requireUndamaged(InMemoryStore store, Set<String> changeable) {
    store
        .objects()
        .forEach(
            (path, bytes) -> {
              boolean mirror = path.matches(B + "/(manifests|images)/.*");
              boolean damaged =
                  mirror && new String(bytes, StandardCharsets.ISO_8859_1).startsWith(DAMAGED);
              if (damaged && changeable.stream().noneMatch(path::contains)) {
                throw new AssertionError("damage has reached the mirror: " + path);
              }
            });
  }

  /** An image that was mirrored once stays so until it is removed locally. */
  private static void requireNothingLost(
      InMemoryStore store, Set<String> mirrored, List<String> images) {
    Set<String> now = new HashSet<>();
    store.objects().keySet().stream()
        .filter(path -> path.startsWith(B + "/manifests/"))
        .forEach(path -> now.add(path.substring(path.lastIndexOf('/') + 1).replace(".raw", "")));
    mirrored.retainAll(images);
    assertThat(now).as("images in the mirror").containsAll(mirrored);
    mirrored.addAll(now);
  }

  private static void requireSound(String path, byte[] bytes, Map<String, byte[]> objects) {
    try {
      JsonNode manifest = JSON.readTree(bytes);
      String uuid = manifest.path("uuid").asText();
      int index = 0;
      for (JsonNode file : manifest.path("files")) {
        String name = B + "/images/" + uuid.substring(0, 3) + "/" + uuid + "/file" + index++;
        assertThat(objects).as("%s names a file", path).containsKey(name);
        assertThat(file.has("size")).isTrue();
      }
    } catch (IOException e) {
      throw new AssertionError("the mirror holds a manifest that is none: " + path, e);
    }
  }

  /** Whatever a broken restore has placed so far is right. */
  private static void requireOnlyGoodFiles(TestInstance target, TestInstance source) {
    Map<String, String> good = source.files();
    Map<String, String> placed = target.files();
    placed.keySet().stream()
        .filter(path -> path.matches("manifests/[0-9a-f-]{36}\\.raw"))
        .map(path -> path.substring("manifests/".length(), path.length() - ".raw".length()))
        .forEach(
            uuid ->
                assertThat(placed)
                    .containsKey("images/" + uuid.substring(0, 3) + "/" + uuid + "/file0"));
    target
        .files()
        .forEach(
            (path, content) -> {
              String name = path.substring(path.lastIndexOf('/') + 1);
              boolean part = name.startsWith(".") || name.matches("(.+)\\.[0-9a-f-]{36}(\\.new)?");
              if (!part) {
                assertThat(content).as(path).isEqualTo(good.get(path));
              }
            });
  }

  private static Map<String, String> mirror(InMemoryStore store) {
    Map<String, String> mirror = new TreeMap<>();
    store
        .objects()
        .forEach(
            (path, bytes) ->
                mirror.put(
                    path.substring(B.length() + 1),
                    new String(bytes, StandardCharsets.ISO_8859_1)));
    mirror.keySet().removeIf(path -> !path.matches("(manifests|images)/.*"));
    return mirror;
  }

  private TestInstance instance(String name) {
    TestInstance instance = new TestInstance(directory.resolve(name));
    TestConfig.withManta(instance, "imgapi");
    return instance;
  }

  private static void backup(TestInstance instance, ObjectStore store) {
    Backup backup =
        new Backup(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            Clock.systemUTC(),
            time -> {});
    BackupRequest request =
        new BackupRequest(
            instance.layout().configFile(),
            3,
            new BackupLimits(OptionalInt.of(Integer.MAX_VALUE), false),
            OptionalLong.empty(),
            ALLOWED,
            new SnapshotRules(Optional.of(Retention.USUAL), LARGEST_BLOB),
            false);
    try (Backup.Prepared prepared = backup.prepare(request, Events.none())) {
      prepared.apply();
    }
  }

  private static void restore(TestInstance instance, ObjectStore store, boolean newRepo) {
    Host none = new NoPrograms();
    Restore restore =
        new Restore(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            new ServiceManager(none, new ZonePrograms(instance.layout().root())),
            new NoService(),
            Clock.systemUTC(),
            time -> {});
    RestoreRequest request =
        new RestoreRequest(
            instance.layout().configFile(),
            RestoreSelection.mirror(),
            newRepo,
            false,
            false,
            3,
            OptionalLong.empty(),
            ALLOWED,
            false);
    try (Restore.Prepared prepared = restore.prepare(request, Events.none())) {
      prepared.apply();
    }
  }
}
