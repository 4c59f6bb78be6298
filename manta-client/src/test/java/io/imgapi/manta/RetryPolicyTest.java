/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.manta.error.UnreachableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final MantaPath PATH = MantaPath.of("/alice/stor/o");

  /** A clock that only sleeping moves on. */
  private static final class SleepingClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static List<Duration> delays(RetryPolicy policy, String headers) throws IOException {
    List<Duration> slept = new ArrayList<>();
    SleepingClock clock = new SleepingClock();
    try (ScriptedServer server =
            new ScriptedServer(ScriptedServer.answer("503 Busy", headers, ""));
        MantaClient manta =
            MantaClient.builder()
                .url(server.url())
                .account("alice")
                .clock(clock)
                .random(new Random(7))
                .sleeper(
                    d -> {
                      slept.add(d);
                      clock.now = clock.now.plus(d);
                    })
                .retries(policy)
                .build()) {
      assertThatThrownBy(() -> manta.stat(PATH)).isInstanceOf(UnreachableException.class);
      assertThat(server.requests).hasSize(slept.size() + 1);
    }
    return slept;
  }

  @Test
  void doublesWithJitterUpToTheCeiling() throws IOException {
    List<Duration> delays = delays(RetryPolicy.standard(), "");
    assertThat(delays).hasSize(9);
    long ceiling = 500;
    for (Duration delay : delays) {
      assertThat(delay.toMillis()).isBetween(ceiling / 2, ceiling);
      ceiling = Math.min(ceiling * 2, 30_000);
    }
  }

  @Test
  void obeysRetryAfterUpToItsCap() throws IOException {
    assertThat(delays(RetryPolicy.standard(), "Retry-After: 7\r\n").get(0))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(delays(RetryPolicy.standard(), "Retry-After: 86400\r\n"))
        .containsOnly(Duration.ofSeconds(60))
        .hasSize(5);
  }

  @Test
  void endsWithTheTimeAllowed() throws IOException {
    RetryPolicy brief =
        new RetryPolicy(
            1000,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(60));
    Duration slept = delays(brief, "").stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(slept).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(20));
  }

  @Test
  void neverMeansOnce() throws IOException {
    assertThat(delays(RetryPolicy.never(), "")).isEmpty();
  }
}
