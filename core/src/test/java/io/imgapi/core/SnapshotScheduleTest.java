/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.backup.Backup;
import io.imgapi.core.backup.BackupLimits;
import io.imgapi.core.backup.BackupRequest;
import io.imgapi.core.backup.BackupResult;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.TestConfig;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.history.AreaRequest;
import io.imgapi.core.history.Areas;
import io.imgapi.core.history.ForgetImage;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.instance.TestInstance;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.ownership.TestOwnerships;
import io.imgapi.core.restore.PreparedRestore;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreElsewhere;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreResult;
import io.imgapi.core.restore.RestoreSelection;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.snapshot.Retention;
import io.imgapi.core.snapshot.SnapshotAudit;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotMoment;
import io.imgapi.core.snapshot.SnapshotRules;
import io.imgapi.core.store.FaultyStore;
import io.imgapi.core.store.InMemoryStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.time.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random trees, edits, faults, kills, clock jumps, prunes and forgotten images. After every single
 * change of the area each snapshot that is listed is whole; each one that is kept at the end holds,
 * byte for byte, what the local trees held when it was made; and kept are exactly those that
 * retention promises.
 *
 * <p>{@code -Dimgapi.property.seed=N} plays one seed again, {@code -Dimgapi.property.runs=N} plays
 * more of them.
 */
class SnapshotScheduleTest {
  private static final String B = "/alice/stor/imgapi/backup";
  private static final MirrorLayout MIRROR = new MirrorLayout(B);
  private static final Retention FEW = new Retention(3, 3, 2, 0);
  private static final SnapshotRules RULES = new SnapshotRules(Optional.of(FEW), 600);
  private static final int ROUNDS = 20;

  @TempDir Path directory;

  @Test
  void everyKeptSnapshotIsWholeAfterEachChange() {
    Long only = Long.getLong("imgapi.property.seed");
    if (only != null) {
      play(only);
      return;
    }
    int runs = Integer.getInteger("imgapi.property.runs", 40);
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
    Random random = new Random(seed * 7919);
    InMemoryStore store = new InMemoryStore("/alice/stor");
    SnapshotAudit audit = new SnapshotAudit(MIRROR);
    TestClock clock = new TestClock(Instant.parse("2026-11-22T09:17:00Z"));
    TestInstance source = instance("source-" + seed);
    new RunFiles(source.layout()).mark(clock.instant());
    List<String> images = new ArrayList<>();
    Map<SnapshotId, Map<String, String>> made = new TreeMap<>();
    store.afterEachChange(() -> audit.requireWhole(store.objects()));
    for (int round = 0; round < ROUNDS; round++) {
      pass(clock, random);
      edit(source, images, random);
      if (random.nextInt(3) == 0) {
        attempt(() -> backup(source, faulty(store, random), clock));
      } else if (!made.isEmpty() && random.nextInt(5) == 0) {
        goBack(random, source, store, audit, made, clock);
        images.removeIf(uuid -> !Files.exists(source.layout().manifest(uuid)));
      } else if (random.nextInt(4) == 0) {
        forgetSome(random, source, store, made, clock);
      } else {
        BackupResult result = backup(source, store, clock);
        result.snapshot().ifPresent(id -> made.put(id, source.files()));
        requireNewestIsLocal(audit, store, source);
        result.pruned().ifPresent(pruned -> requireRetained(audit, store, pruned.kept()));
      }
    }
    Set<SnapshotId> left = new HashSet<>(audit.finished(store.objects()));
    made.keySet().retainAll(left);
    made.forEach((id, files) -> requireSame(audit, store, id, files));
    made.forEach(
        (id, files) -> {
          TestInstance elsewhere = instance("elsewhere-" + seed + "-" + id);
          List<String> mutable = audit.mutable(id, store.objects());
          RestoreResult result = restoreTo(elsewhere, store, id, clock);
          requireRestored(result, id, files, mutable, elsewhere);
        });
  }

  private static FaultyStore faulty(InMemoryStore store, Random random) {
    double rate = random.nextInt(3) * 0.06;
    long calls = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(90);
    return new FaultyStore(store, random.nextLong(), rate, calls);
  }

  /** Back to one of the snapshots, broken off a few times and finished by the same command. */
  private static void goBack(
      Random random,
      TestInstance source,
      InMemoryStore store,
      SnapshotAudit audit,
      Map<SnapshotId, Map<String, String>> made,
      TestClock clock) {
    List<SnapshotId> there = new ArrayList<>(audit.finished(store.objects()));
    there.retainAll(made.keySet());
    // Of one with mutable files a restore may have to leave images out, and backups then wait.
    there.removeIf(id -> !audit.mutable(id, store.objects()).isEmpty());
    if (there.isEmpty()) {
      return;
    }
    SnapshotId id = there.get(random.nextInt(there.size()));
    for (int attempts = random.nextInt(3); attempts > 0; attempts--) {
      attempt(() -> restore(source, faulty(store, random), id, clock));
      clock.pass(Duration.ofMinutes(1));
    }
    RestoreResult result = restore(source, store, id, clock);
    assertThat(result.withheld()).isEmpty();
    requireRestored(result, id, made.get(id), List.of(), source);
  }

  /** An image that is there no more is taken out of all snapshots, broken off a few times. */
  private static void forgetSome(
      Random random,
      TestInstance source,
      InMemoryStore store,
      Map<SnapshotId, Map<String, String>> made,
      TestClock clock) {
    Set<String> gone = new TreeSet<>();
    made.values().forEach(files -> gone.addAll(files.keySet()));
    gone.removeIf(path -> !path.endsWith(".raw"));
    gone.removeAll(source.files().keySet());
    if (gone.isEmpty()) {
      return;
    }
    List<String> manifests = List.copyOf(gone);
    String manifest = manifests.get(random.nextInt(manifests.size()));
    UUID image = UUID.fromString(manifest.substring(10, 46));
    for (int attempts = random.nextInt(3); attempts > 0; attempts--) {
      attempt(() -> forget(source, faulty(store, random), image, clock));
      clock.pass(Duration.ofMinutes(1));
    }
    try {
      forget(source, store, image, clock);
      made.values().forEach(files -> files.keySet().removeIf(p -> p.contains(image.toString())));
    } catch (ImgapiException e) {
      // The mirror still has it, or no snapshot that is left.
      assertThat(e.code()).isIn(ExitCode.REFUSED, ExitCode.FAILED);
    }
  }

  private static void forget(
      TestInstance instance, ObjectStore store, UUID image, TestClock clock) {
    Areas areas =
        new Areas(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            clock);
    AreaRequest request =
        new AreaRequest(instance.layout().configFile(), 3, TakeOver.none(), false);
    try (ForgetImage.Prepared prepared =
        new ForgetImage(areas, time -> {}).prepare(request, image, Events.none())) {
      prepared.apply();
    }
  }

  /** The trees are what they were; images left out are only those that have mutable files. */
  private static void requireRestored(
      RestoreResult result,
      SnapshotId id,
      Map<String, String> files,
      List<String> mutable,
      TestInstance restored) {
    Map<String, String> promised = new TreeMap<>(files);
    Map<String, String> now = restored.files();
    for (String uuid : result.withheld()) {
      assertThat(mutable).as("why %s was left out", uuid).anyMatch(path -> path.contains(uuid));
      promised.keySet().removeIf(path -> path.contains(uuid));
      now.keySet().removeIf(path -> path.contains(uuid));
    }
    // A fetch that was broken off, then given up for another state, keeps what it has.
    now.keySet()
        .removeIf(path -> path.startsWith("images/") && ImagePath.isLeftover(path.substring(7)));
    assertThat(now).as("restored from snapshot %s", id).isEqualTo(promised);
  }

  /** Mostly an hour; sometimes days, sometimes backwards. */
  private static void pass(TestClock clock, Random random) {
    int kind = random.nextInt(12);
    clock.pass(Duration.ofHours(kind == 0 ? -40 : kind < 3 ? 30 + random.nextInt(200) : 1));
  }

  private static void attempt(Runnable run) {
    try {
      run.run();
    } catch (ImgapiException | FaultyStore.Killed e) {
      // What matters is what it left behind.
    }
  }

  private static void requireNewestIsLocal(
      SnapshotAudit audit, InMemoryStore store, TestInstance source) {
    SnapshotId newest =
        audit.finished(store.objects()).stream().max(SnapshotId::compareTo).orElseThrow();
    requireSame(audit, store, newest, source.files());
  }

  private static void requireSame(
      SnapshotAudit audit, InMemoryStore store, SnapshotId id, Map<String, String> files) {
    Map<String, String> promised = new TreeMap<>(files);
    audit.mutable(id, store.objects()).forEach(promised::remove);
    assertThat(audit.contents(id, store.objects())).as("snapshot %s", id).isEqualTo(promised);
  }

  private static void requireRetained(
      SnapshotAudit audit, InMemoryStore store, List<SnapshotId> kept) {
    List<SnapshotId> left = audit.finished(store.objects());
    assertThat(left).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(FEW.keep(left)).containsExactlyInAnyOrderElementsOf(left);
  }

  private static void edit(TestInstance source, List<String> images, Random random) {
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      if (images.size() < 3 || random.nextInt(3) == 0) {
        String uuid = "%08x-0000-4000-8000-%012x".formatted(random.nextInt(), images.size());
        images.add(uuid);
        source.image(uuid, large(uuid), "small " + random.nextInt(5));
        continue;
      }
      String uuid = images.get(random.nextInt(images.size()));
      switch (random.nextInt(5)) {
        case 0 -> source.file(uuid, "icon", "icon " + random.nextInt(5));
        case 1 -> source.image(uuid, large(uuid), "other " + random.nextInt(5));
        case 2 ->
            source.imageIn("unactivated", uuid, large(uuid), "x".repeat(700 + random.nextInt(3)));
        case 3 -> source.write(source.layout().images().resolve("note"), "n" + random.nextInt(9));
        default -> {
          images.remove(uuid);
          remove(source, uuid);
        }
      }
    }
  }

  /** Larger than a blob; the same for an image for ever, as its files never legally change. */
  private static String large(String uuid) {
    return ("large " + uuid + " ").repeat(20);
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

  private TestInstance instance(String name) {
    TestInstance instance = new TestInstance(directory.resolve(name));
    TestConfig.withManta(instance, "imgapi");
    return instance;
  }

  private static RestoreResult restore(
      TestInstance instance, ObjectStore store, SnapshotId id, TestClock clock) {
    Host none = new NoPrograms();
    Restore restore =
        new Restore(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            new ServiceManager(none, new ZonePrograms(instance.layout().root())),
            new NoService(),
            clock,
            time -> {});
    try (PreparedRestore prepared =
        restore.prepare(request(instance.layout().configFile(), id), Events.none())) {
      return prepared.apply();
    }
  }

  private static RestoreResult restoreTo(
      TestInstance elsewhere, ObjectStore store, SnapshotId id, TestClock clock) {
    RestoreElsewhere restore =
        new RestoreElsewhere(
            new InstanceLayout(elsewhere.layout().root().resolve("none")),
            new ConfigReader(),
            (settings, parallel) -> store,
            clock,
            time -> {});
    try (PreparedRestore prepared =
        restore.prepare(
            request(elsewhere.layout().configFile(), id),
            elsewhere.layout().base(),
            Events.none())) {
      return prepared.apply();
    }
  }

  private static RestoreRequest request(Path config, SnapshotId id) {
    return new RestoreRequest(
        config,
        new RestoreSelection(Optional.of(SnapshotMoment.parse(id.toString())), Optional.empty()),
        false,
        false,
        true,
        3,
        OptionalLong.empty(),
        new TakeOver(Optional.of(TestOwnerships.ALIAS), false),
        false);
  }

  private static BackupResult backup(TestInstance instance, ObjectStore store, TestClock clock) {
    Backup backup =
        new Backup(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            clock,
            time -> {});
    BackupRequest request =
        new BackupRequest(
            instance.layout().configFile(),
            3,
            new BackupLimits(OptionalInt.of(Integer.MAX_VALUE), false),
            OptionalLong.empty(),
            new TakeOver(Optional.of(TestOwnerships.ALIAS), false),
            RULES,
            false);
    try (Backup.Prepared prepared = backup.prepare(request, Events.none())) {
      return prepared.apply();
    }
  }
}
