/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a program with SIGKILL, at moments that are spread evenly over its work, with a few at its
 * start.
 */
final class Killer {
  private static final double AT_START = 0.03;
  private static final int KILLED = 137;
  private final Random random;
  private final Map<String, Rhythm> rhythms = new HashMap<>();

  Killer(Random random) {
    this.random = random;
  }

  /** What became of a run that was to be killed. */
  enum Outcome {
    /** It had ended by itself. */
    TOO_LATE,
    /** It had done nothing yet. */
    AT_START,
    /** It had made a request, or changed something on the disk. */
    AT_WORK
  }

  /**
   * What became of it.
   *
   * @param status with which it ended by itself; 137 where it was killed
   */
  record Result(Outcome outcome, int status) {}

  /** Starts a program. */
  @FunctionalInterface
  interface Start {
    Process run() throws IOException;
  }

  private Rhythm rhythm(List<String> words) {
    return rhythms.computeIfAbsent(words.get(0), kind -> new Rhythm());
  }

  /** Lets a run end by itself, and learns how long it takes. */
  int leave(Signs signs, List<String> words, Start start) throws Exception {
    long begun = System.nanoTime();
    Process process = start.run();
    int status = process.waitFor();
    learn(signs, words, begun);
    return status;
  }

  /** Kills a run. The first of its kind is left to its end, so that later ones can be met. */
  Result kill(Signs signs, List<String> words, Start start) throws Exception {
    Rhythm rhythm = rhythm(words);
    if (!rhythm.isKnown()) {
      return new Result(Outcome.TOO_LATE, leave(signs, words, start));
    }
    long begun = System.nanoTime();
    Process process = start.run();
    try {
      comeToMoment(signs, rhythm, process);
    } finally {
      process.destroyForcibly();
    }
    int status = process.waitFor();
    if (status != KILLED) {
      learn(signs, words, begun);
      return new Result(Outcome.TOO_LATE, status);
    }
    return new Result(signs.first() == 0 ? Outcome.AT_START : Outcome.AT_WORK, status);
  }

  private void comeToMoment(Signs signs, Rhythm rhythm, Process process) throws Exception {
    if (random.nextDouble() < AT_START) {
      pause(process, random.nextDouble() * rhythm.start());
      return;
    }
    int requests = rhythm.requests();
    if (requests > 0 && random.nextBoolean()) {
      signs.await(1 + random.nextInt(requests), process);
      pause(process, random.nextDouble() * rhythm.work() / requests);
    } else {
      signs.await(0, process);
      pause(process, random.nextDouble() * rhythm.work());
    }
  }

  private static void pause(Process process, double nanos) {
    long until = System.nanoTime() + (long) nanos;
    for (long left = (long) nanos; left > 0 && process.isAlive(); ) {
      LockSupport.parkNanos(left);
      left = until - System.nanoTime();
    }
  }

  private void learn(Signs signs, List<String> words, long begun) {
    long now = System.nanoTime();
    long first = signs.first() == 0 ? now : signs.first();
    rhythm(words).ended(first - begun, now - first, signs.requests());
  }
}
