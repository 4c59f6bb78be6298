/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.acceptance;

import io.imgapi.core.event.Step;
import io.imgapi.core.store.AccessProbe.Answer;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks Manta until a key has been accepted ten times in a row, spread over a while: each of its
 * servers learns of a key for itself.
 */
public final class AwaitAcceptance {
  private static final int IN_A_ROW = 10;
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);
  private static final Duration LEAST_AFTER_REFUSAL = Duration.ofSeconds(1);
  private final Clock clock;
  private final Sleeper sleeper;
  private final Step step;

  /**
   * Waits with this time.
   *
   * @param step hears how many good answers in a row there have been
   */
  public AwaitAcceptance(Clock clock, Sleeper sleeper, Step step) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.step = step;
  }

  /**
   * Asks until the key is accepted. Changes nothing; safe to repeat.
   *
   * @param question one question to one server
   * @param settle how long the good answers are spread over
   * @param timeout when to stop waiting
   * @return empty where it is accepted; else the last answer before the time was over
   */
  public Optional<Answer> await(Supplier<Answer> question, Duration settle, Duration timeout) {
    Instant deadline = clock.instant().plus(timeout);
    Duration between = settle.dividedBy(IN_A_ROW - 1L);
    int good = 0;
    step.begin("new key accepted", IN_A_ROW, 0);
    while (true) {
      Answer answer = question.get();
      if (answer.isAccepted()) {
        good++;
        step.itemDone();
        if (good == IN_A_ROW) {
          return Optional.empty();
        }
      } else {
        good = 0;
        step.begin("new key accepted", IN_A_ROW, 0);
      }
      Duration pause = answer.isAccepted() ? between : afterRefusal(settle);
      if (clock.instant().plus(pause).isAfter(deadline)) {
        return Optional.of(answer);
      }
      sleeper.pause(pause);
    }
  }

  /** As short as the operator's patience, but a store that refuses is not asked without a break. */
  private static Duration afterRefusal(Duration settle) {
    if (settle.compareTo(LEAST_AFTER_REFUSAL) < 0) {
      return LEAST_AFTER_REFUSAL;
    }
    return settle.compareTo(AFTER_REFUSAL) < 0 ? settle : AFTER_REFUSAL;
  }
}
