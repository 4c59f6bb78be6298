/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost is told; the program is a real one, and what it works on is broken on purpose. */
class EpisodeTest {
  private static final int KILLS = 3;
  @TempDir Path directory;

  /** Rotated logs, one of which somebody else takes away. */
  private static final class Losing implements KillScenario {
    private final LogRotatedScenario whole;
    private final Path logs;
    private final int good;
    private int run;

    private Losing(Scene scene, int good) throws Exception {
      this.whole = new LogRotatedScenario(scene);
      this.logs = scene.directory().resolve("root/var/log/triton");
      this.good = good;
    }

    @Override
    public List<String> next() throws Exception {
      return whole.next();
    }

    @Override
    public void requireNothingLost() throws Exception {
      run++;
      if (run > good) {
        try (var files = Files.walk(logs)) {
          for (Path log : files.filter(Files::isRegularFile).toList()) {
            Files.delete(log);
          }
        }
      }
      whole.requireNothingLost();
    }

    @Override
    public void finish() throws Exception {
      whole.finish();
    }

    @Override
    public List<Path> worksIn() {
      return whole.worksIn();
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  @Test
  void aLossEndsTheEpisodeAndSaysWhere() {
    Scene scene = Scene.in(directory, 1);
    assertThatThrownBy(() -> Episode.play(in -> new Losing(in, 2), scene, KILLS))
        .isInstanceOf(Episode.LostException.class)
        .hasMessageContaining("iteration 3")
        .hasMessageContaining("log-rotated");
  }

  @Test
  void killsCountOnlyWhereTheyMeetTheProgramAlive() throws Exception {
    Episode.Count count = Episode.play(in -> new Losing(in, 1_000), Scene.in(directory, 1), KILLS);
    assertThat(count.sent()).isEqualTo(KILLS);
    assertThat(count.runs()).isGreaterThan(KILLS);
    assertThat(count.atWork()).isBetween(0, KILLS);
  }
}
