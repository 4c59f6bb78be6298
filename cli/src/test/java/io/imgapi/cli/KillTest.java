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
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void killedAnywhereItLosesNothing(KillTarget target) throws Exception {
    Scene scene = Scene.in(directory, Long.getLong("imgapi.kills.seed", 1));
    Episode.Count count = Episode.play(target::open, scene, KILLS);
    assertThat(count.sent()).isEqualTo(KILLS);
    assertThat(count.atWork()).as("kills that met it at work").isGreaterThan(KILLS / ENOUGH);
  }
}
