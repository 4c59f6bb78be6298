/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Step;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.store.AccessProbe.Answer;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits until Manta accepts a key: ten good answers in a row, because each of its servers learns of
 * a new key by itself (triton-apis.md 11).
 */
final class Acceptance {
  private static final int IN_A_ROW = 10;
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);
  private final AccessProbe probe;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Step step;
  private final RotationTurn turn;

  Acceptance(AccessProbe probe, Clock clock, Sleeper sleeper, Step step, RotationTurn turn) {
    this.probe = probe;
    this.clock = clock;
    this.sleeper = sleeper;
    this.step = step;
    this.turn = turn;
  }

  /**
   * Asks until the key is accepted.
   *
   * @param key the private half
   * @param keyId of the key, for messages
   * @param settle how long the answers are spread over
   * @param timeout when to stop waiting
   * @param resume what to type to go on later
   * @throws ImgapiException {@code TIMED_OUT} where it is not accepted in time
   */
  void await(
      MantaSettings settings,
      String key,
      String keyId,
      Duration settle,
      Duration timeout,
      String resume) {
    Instant deadline = clock.instant().plus(timeout);
    Duration between = settle.dividedBy(IN_A_ROW - 1L);
    int good = 0;
    step.begin("new key accepted", IN_A_ROW, 0);
    while (true) {
      turn.renew();
      Answer answer = probe.ask(settings, key, keyId);
      if (answer.isAccepted()) {
        good++;
        step.itemDone();
        if (good == IN_A_ROW) {
          return;
        }
      } else {
        good = 0;
        step.begin("new key accepted", IN_A_ROW, 0);
      }
      Duration pause = answer.isAccepted() ? between : shorter(AFTER_REFUSAL, settle);
      if (clock.instant().plus(pause).isAfter(deadline)) {
        throw late(settings, keyId, timeout, answer, resume);
      }
      sleeper.pause(pause);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ImgapiException late(
      MantaSettings settings, String keyId, Duration timeout, Answer last, String resume) {
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.TIMED_OUT,
                "Manta did not accept the new key within "
                    + timeout.toSeconds()
                    + " s; the service goes on with the old one")
            .with("manta", settings.shownUrl())
            .with("account", settings.user())
            .with("new key id", keyId)
            .with("old key id", settings.keyId());
    return (last.isAccepted() ? failure : failure.with("last answer", last.detail()))
        .remedy("put the new key on the account, then go on: " + resume);
  }
}
