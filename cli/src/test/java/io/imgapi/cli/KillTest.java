/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.campaign.kill.Episode;
import io.imgapi.cli.campaign.kill.KillTarget;
import io.imgapi.cli.campaign.kill.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short form of the campaign's kills (docs/reliability.md): the real program, ended with SIGKILL
 * at random moments, loses nothing. {@code -Dimgapi.kills=200} for more.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("imgapi.kills", 3);

  /**
   * How many meet the program at work depends on the machine; that some do shows that they count.
   */
  private static final int ENOUGH = 5;

  /** Most of the time of a killed program that meets trouble is waiting. */
  private static final int SIDE_BY_SIDE = 4;

  @TempDir Path directory;

  @Test
  void killedAnywhereItLosesNothing() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    Map<KillTarget, Future<Episode.Count>> counts = new EnumMap<>(KillTarget.class);
    for (KillTarget target : KillTarget.values()) {
      counts.put(target, workers.submit(() -> play(target)));
    }
    workers.shutdown();
    try (AutoCloseableSoftAssertions all = new AutoCloseableSoftAssertions()) {
      for (KillTarget target : KillTarget.values()) {
        all.assertThatCode(() -> requireKilled(counts.get(target).get()))
            .as(target.word())
            .doesNotThrowAnyException();
      }
    }
  }

  private Episode.Count play(KillTarget target) throws Exception {
    Path place = Files.createDirectory(directory.resolve(target.word()));
    Scene scene = Scene.in(place, Long.getLong("imgapi.kills.seed", 1));
    return Episode.play(target::open, scene, KILLS);
  }

  private static void requireKilled(Episode.Count count) {
    assertThat(count.sent()).isEqualTo(KILLS);
    assertThat(count.atWork()).as("kills that met it at work").isGreaterThan(KILLS / ENOUGH);
  }
}
