/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final HandClock clock = new HandClock();

  /** A clock that is moved by hand. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T09:17:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static StoreException dead() {
    return new StoreException(StoreException.Kind.UNREACHABLE, "/a/stor/x", "no answer");
  }

  private void failedCall(GiveUp giveUp, Duration took) {
    giveUp.began();
    clock.forward(took);
    try {
      giveUp.failed(dead());
    } finally {
      giveUp.ended();
    }
  }

  @Test
  void givesUpAfterFiveMinutesOfFailuresOneAfterTheOther() {
    GiveUp giveUp = new GiveUp(Duration.ofMinutes(5), clock);
    for (int i = 0; i < 4; i++) {
      failedCall(giveUp, Duration.ofMinutes(1));
    }
    ImgapiException end =
        catchThrowableOfType(
            ImgapiException.class, () -> failedCall(giveUp, Duration.ofMinutes(1)));
    assertThat(end.code()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
  }

  @Test
  void oneByteIsASignOfLife() {
    GiveUp giveUp = new GiveUp(Duration.ofMinutes(5), clock);
    failedCall(giveUp, Duration.ofMinutes(4));
    giveUp.moved(1);
    assertThatCode(() -> failedCall(giveUp, Duration.ofMinutes(4))).doesNotThrowAnyException();
  }

  @Test
  void timeInWhichNothingWasAskedDoesNotCount() {
    GiveUp giveUp = new GiveUp(Duration.ofMinutes(5), clock);
    failedCall(giveUp, Duration.ofMinutes(2));
    clock.forward(Duration.ofHours(1));
    assertThatCode(() -> failedCall(giveUp, Duration.ofMinutes(2))).doesNotThrowAnyException();
  }

  @Test
  void aRateLimitMakesTheCallerWaitForItsShare() {
    RateLimit limit = new RateLimit(1000, clock, clock::forward);
    Instant before = clock.instant();
    for (int i = 0; i < 5; i++) {
      limit.moved(1000);
    }
    assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(4));
  }
}
