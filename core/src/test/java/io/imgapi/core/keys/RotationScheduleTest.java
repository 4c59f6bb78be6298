/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.keys.Strikes.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A rotation is struck at each single operation on the machine, on the service and on Manta: killed
 * before it or after it, or told that it failed. Whatever happened, the service ends on a key that
 * Manta accepts, and one {@code --resume} or {@code --abort} finishes. {@code
 * -Dimgapi.schedules.stride=1} for every operation; by default each seventh.
 */
class RotationScheduleTest {
  private static final int RANDOM = Integer.getInteger("imgapi.schedules", 150);
  private static final int STRIDE = Integer.getInteger("imgapi.schedules.stride", 7);
  @TempDir Path directory;

  /** What an operator does afterwards. */
  private enum Finish {
    RESUME,
    ABORT
  }

  private ModelZone zone() {
    ModelZone zone = new ModelZone(directory);
    zone.propagation = Duration.ofSeconds(40);
    return zone;
  }

  @ParameterizedTest
  @EnumSource(value = Way.class, mode = Mode.EXCLUDE, names = "NEVER")
  void struckAtEachOperationItIsTakenUpOrGivenUp(Way way) {
    for (Finish finish : Finish.values()) {
      boolean struck = true;
      for (int operation = offset(way + " " + finish); struck; operation += STRIDE) {
        ModelZone zone = zone();
        struck = strike(zone, way, operation, () -> zone.prepare().begin(zone.diligent()));
        requireSafe(zone, way + " at " + operation);
        finish(zone, finish);
        requireFinished(zone, way + " at " + operation + " then " + finish);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Way.class, mode = Mode.EXCLUDE, names = "NEVER")
  void struckAtEachOperationOfGivingUpItIsStillFinished(Way way) {
    for (int reached : List.of(30, 90, 150, 210, 270)) {
      boolean struck = true;
      for (int operation = offset(way.name()); struck; operation += STRIDE) {
        ModelZone zone = zone();
        strike(zone, Way.KILLED_AFTER, reached, () -> zone.prepare().begin(zone.diligent()));
        if (zone.journal().isEmpty()) {
          break;
        }
        struck = strike(zone, way, operation, () -> zone.prepare().abort(false));
        requireSafe(zone, way + " at " + operation);
        finish(zone, operation % 2 == 0 ? Finish.ABORT : Finish.RESUME);
        requireFinished(zone, way + " at " + operation + " of giving up after " + reached);
      }
    }
  }

  @Test
  void struckAgainAndAgainWhileTheServiceRestartsAtRandomItIsFinished() {
    for (int seed = 0; seed < RANDOM; seed++) {
      Random random = new Random(seed * 7919L);
      ModelZone zone = zone();
      zone.serviceHatesNewKeys = random.nextInt(4) == 0;
      Way[] ways = Way.values();
      strike(
          zone,
          ways[random.nextInt(4)],
          random.nextInt(300),
          () -> zone.prepare().begin(zone.diligent()));
      for (int i = 0; i < random.nextInt(4); i++) {
        requireSafe(zone, "seed " + seed);
        if (random.nextInt(3) == 0) {
          zone.start();
        }
        Way way = ways[random.nextInt(4)];
        int operation = random.nextInt(150);
        if (random.nextBoolean()) {
          strike(zone, way, operation, () -> zone.prepare().resume(zone.diligent()));
        } else {
          strike(zone, way, operation, () -> zone.prepare().abort(false));
        }
      }
      requireSafe(zone, "seed " + seed);
      zone.serviceHatesNewKeys = false;
      finish(zone, random.nextBoolean() ? Finish.RESUME : Finish.ABORT);
      requireFinished(zone, "seed " + seed);
    }
  }

  /** Where each schedule begins, so that together they meet other operations than each alone. */
  private static int offset(String schedule) {
    return Math.floorMod(schedule.hashCode(), STRIDE);
  }

  /** Runs something until it ends or is struck. */
  private static boolean strike(ModelZone zone, Way way, int operation, Runnable something) {
    zone.strikes = new Strikes(way, operation);
    boolean struck;
    try {
      something.run();
    } catch (ImgapiException | Strikes.Killed e) {
      assertThat(e instanceof ImgapiException failure && failure.code() == ExitCode.BUG).isFalse();
    } finally {
      struck = zone.strikes.struck();
      zone.strikes = Strikes.never();
    }
    return struck;
  }

  private static void finish(ModelZone zone, Finish finish) {
    if (zone.journal().isEmpty()) {
      return;
    }
    if (finish == Finish.RESUME) {
      zone.prepare().resume(zone.diligent());
    } else {
      zone.prepare().abort(false);
    }
  }

  /** Wherever it was struck: what runs, and what would run after a restart, is accepted. */
  private static void requireSafe(ModelZone zone, String when) {
    assertThat(zone.configuredKey()).as(when).startsWith("SHA256:");
    assertThat(zone.accepts(zone.configuredKey())).as(when).isTrue();
    if (!zone.serviceKey.isEmpty()) {
      assertThat(zone.accepts(zone.serviceKey)).as(when).isTrue();
    }
  }

  private static void requireFinished(ModelZone zone, String when) {
    requireSafe(zone, when);
    assertThat(zone.journal()).as(when).isEmpty();
    assertThat(zone.serviceState).as(when).isEqualTo("online");
    assertThat(zone.serviceKey).as(when).isEqualTo(zone.configuredKey());
    assertThat(zone.metadata).as(when).doesNotContainKey("instPubKeyNext");
    boolean isOld = zone.configuredKey().equals(zone.old.sha256());
    String name = Path.of(zone.config().at("/manta/key").asText()).getFileName().toString();
    String line = zone.text("/data/imgapi/etc/" + name + ".pub");
    assertThat(zone.metadata.get("instPubKey").strip()).as(when).isEqualTo(line.strip());
    List<String> expected =
        Stream.of(
                Stream.of(name, name + ".pub").map(file -> "root/.ssh/" + file),
                Stream.of(name, name + ".pub", "imgapi.config.json")
                    .map(file -> "data/imgapi/etc/" + file),
                isOld
                    ? Stream.<String>empty()
                    : IntStream.range(0, 2)
                        .mapToObj(
                            i ->
                                "data/imgapi/etc/oldinstkeys/"
                                    + ModelZone.OLD_ID_NAME
                                    + ".id_ecdsa"
                                    + (i == 0 ? "" : ".pub")))
            .flatMap(names -> names)
            .sorted()
            .toList();
    assertThat(
            zone.names().stream()
                .filter(file -> !file.startsWith("data/imgapi/run/"))
                .filter(file -> !file.equals("data/imgapi/etc/oldinstkeys/imgapi.config.json"))
                .toList())
        .as(when)
        .isEqualTo(expected);
    assertThat(zone.names())
        .as(when)
        .noneMatch(file -> file.endsWith(".part") && file.contains("etc"));
  }
}
