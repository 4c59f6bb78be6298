/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.StoppedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Makes a request as often as that is useful and safe. */
final class Attempts {
  private final Transport transport;
  private final ErrorAnswers errors;
  private final RetryPolicy policy;
  private final Clock clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;
  private final MantaObserver observer;

  Attempts(
      Transport transport,
      RetryPolicy policy,
      Clock clock,
      Sleeper sleeper,
      RandomGenerator random,
      MantaObserver observer) {
    this.transport = transport;
    this.errors = new ErrorAnswers(clock);
    this.policy = policy;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
    this.observer = observer;
  }

  Clock clock() {
    return clock;
  }

  MantaObserver observer() {
    return observer;
  }

  RetryPolicy policy() {
    return policy;
  }

  /** Makes the request, reads its answer and closes it. */
  <T> T perform(Ask ask, AnswerReader<T> reader) {
    return loop(
        ask,
        answer -> {
          try (answer) {
            return reader.read(answer);
          }
        });
  }

  /** Makes the request and leaves its answer open. */
  Answer open(Ask ask) {
    return loop(ask, answer -> answer);
  }

  /** Waits before attempt {@code failed + 1} of something. */
  void pause(Ask ask, int failed, String reason, Duration delay) {
    observer.retrying(ask.method(), ask.path().toString(), failed, reason, delay);
    try {
      sleeper.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(ask.unanswered("interrupted while waiting to try again"), e);
    }
  }

  Duration delayAfter(int failed, Duration retryAfter) {
    return policy.delayAfter(failed, retryAfter, random);
  }

  private <T> T loop(Ask ask, AnswerReader<T> reader) {
    long began = clock.millis();
    boolean maybeApplied = false;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(ask, reader, maybeApplied);
      } catch (AttemptFailed failure) {
        maybeApplied |= ask.writes() && failure.maybeApplied();
        Duration delay = delayAfter(attempt, failure.retryAfter());
        long elapsed = clock.millis() - began + delay.toMillis();
        if (!failure.worthRepeating(ask.repeat())
            || failure.bodyUsedUp()
            || attempt >= policy.maxAttempts()
            || elapsed > policy.maxElapsed().toMillis()) {
          throw failure.toException(maybeApplied);
        }
        pause(ask, attempt, failure.reason(), delay);
      }
    }
  }

  private <T> T once(Ask ask, AnswerReader<T> reader, boolean afterLostAnswer)
      throws AttemptFailed {
    Answer answer = transport.send(ask, afterLostAnswer);
    boolean accepted = ask.accepts(answer.status());
    if (!accepted) {
      try {
        throw errors.read(answer).usingUp(usedUp(ask, answer.sentBody()));
      } finally {
        answer.close();
      }
    }
    try {
      return reader.read(answer);
    } catch (IOException e) {
      throw transport.lost(ask, false, e).usingUp(usedUp(ask, answer.sentBody()));
    }
  }

  static boolean usedUp(Ask ask, OutgoingBody sent) {
    return sent != null && sent.started() && !ask.body().repeatable();
  }
}
