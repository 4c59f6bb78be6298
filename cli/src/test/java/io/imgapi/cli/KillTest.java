/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program, ended with SIGKILL at a random moment, then run again: nothing is lost and
 * nothing is in the way. {@code -Dimgapi.kills=200} for the full number.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("imgapi.kills", 6);

  /**
   * How many meet the program at work depends on the machine; that some do shows that they count.
   */
  private static final int ENOUGH = 5;

  private static final int IMAGES = 12;
  private static final int BACKUP_REQUESTS = 20;
  private static final int RESTORE_REQUESTS = 60;
  private final Random random = new Random(Long.getLong("imgapi.kills.seed", 1));

  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone zone;
  private KilledProgram program;
  private Mirrored mirrored;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
    program = new KilledProgram(zone.root(), directory.resolve("log"), random);
    mirrored = new Mirrored(zone);
    assertThat(program.finish("restore", "--new-repo")).isZero();
    SampleImages.publishInto(zone.root());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void aBackupKilledAnywhereCanBeRunAgain() throws Exception {
    int met = 0;
    for (int i = 0; i < KILLS; i++) {
      publish(i % IMAGES, i);
      publish((i + 5) % IMAGES, i);
      remove((i + 3) % IMAGES);
      if (killedAtWork(random.nextInt(BACKUP_REQUESTS), "backup")) {
        met++;
      }
      Mirrored.requireSound(mirrored.settledRemote());
      assertThat(program.finish("backup")).isZero();
      assertThat(mirrored.remote()).isEqualTo(mirrored.local());
    }
    assertThat(met).as("kills that met it at work").isGreaterThan(KILLS / ENOUGH);
  }

  @Test
  void aRestoreKilledAnywhereCanBeRunAgain() throws Exception {
    assertThat(program.finish("backup")).isZero();
    Map<String, String> published = mirrored.local();
    int met = 0;
    for (int i = 0; i < KILLS; i++) {
      loseEverything();
      if (killedAtWork(random.nextInt(RESTORE_REQUESTS), "restore")) {
        met++;
      }
      Map<String, String> half = mirrored.local();
      Mirrored.requireSound(half);
      half.keySet().retainAll(published.keySet());
      assertThat(published).containsAllEntriesOf(half);
      assertThat(program.finish("restore")).isZero();
      assertThat(mirrored.local()).isEqualTo(published);
    }
    assertThat(met).as("kills that met it at work").isGreaterThan(KILLS / ENOUGH);
  }

  @Test
  void aRestoreOfASnapshotKilledAnywhereIsFinishedByTheSameCommandAndNothingIsLost()
      throws Exception {
    List<Map<String, String>> states = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int state = 0; state < 2; state++) {
      for (int image = 0; image < IMAGES; image++) {
        publish(image + state * IMAGES / 2, image * 2 + state);
      }
      remove(state);
      assertThat(program.finish("backup")).isZero();
      states.add(mirrored.local());
      ids.add(mirrored.newestSnapshot());
    }
    int all = requestsOf("restore", "--no-backup", "--at", ids.get(0));
    assertThat(mirrored.local()).isEqualTo(states.get(0));
    int met = 0;
    for (int i = 0; i < KILLS; i++) {
      Map<String, String> left = states.get(i % 2);
      int wanted = (i + 1) % 2;
      String[] back = {"restore", "--no-backup", "--at", ids.get(wanted)};
      // Half of the kills come when only local work is left.
      int after = random.nextBoolean() ? all : random.nextInt(all);
      if (killedAtWork(after, back)) {
        met++;
      }
      Map<String, String> half = mirrored.local();
      Mirrored.requireSound(half);
      assertThat(everyContent()).containsAll(left.values());
      assertThat(program.finish(back)).isZero();
      assertThat(mirrored.local()).isEqualTo(states.get(wanted));
    }
    assertThat(met).as("kills that met it at work").isGreaterThan(KILLS / ENOUGH);
  }

  /** What lies in the trees and what was moved out of them. */
  private Set<String> everyContent() throws IOException {
    Set<String> contents = new HashSet<>();
    try (var all = Files.walk(zone.root().resolve("data/imgapi"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private int requestsOf(String... words) throws Exception {
    long before = requests();
    assertThat(program.finish(words)).isZero();
    return Math.toIntExact(requests() - before);
  }

  /** Slows Manta down so far that a kill meets the program at work, whatever the machine. */
  private boolean killedAtWork(int afterRequests, String... words) throws Exception {
    sandbox.manta().faults().add(FaultRule.of(new Fault.Delay(10)));
    try {
      return program.kill(afterRequests, this::requests, words);
    } finally {
      sandbox.manta().faults().clear();
    }
  }

  private static String uuid(int number) {
    return "%08x-0000-4000-8000-%012x".formatted(number * 0x9e3779b9, number);
  }

  /** Publishes an image, or another version of its manifest that has the same size. */
  private void publish(int number, int version) throws Exception {
    byte[] bytes = new byte[20_000];
    new Random(number).nextBytes(bytes);
    String sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    String uuid = uuid(number);
    Path files = zone.images().resolve(uuid.substring(0, 3)).resolve(uuid);
    Files.createDirectories(files);
    Files.write(files.resolve("file0"), bytes);
    String manifest =
        """
        {"v":2,"uuid":"%s","version":"%06d","state":"active","activated":true,
         "files":[{"sha1":"%s","size":%d,"stor":"local"}]}"""
            .formatted(uuid, version, sha1, bytes.length);
    Files.writeString(zone.manifests().resolve(uuid + ".raw"), manifest);
  }

  private void remove(int number) throws IOException {
    String uuid = uuid(number);
    Files.deleteIfExists(zone.manifests().resolve(uuid + ".raw"));
    Path files = zone.images().resolve(uuid.substring(0, 3)).resolve(uuid);
    Files.deleteIfExists(files.resolve("file0"));
  }

  private void loseEverything() {
    Mirrored.lose(zone.root());
  }

  private long requests() {
    return sandbox.manta().stats().requests().values().stream().mapToLong(Long::longValue).sum();
  }
}
