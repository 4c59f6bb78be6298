/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * A scenario played from its beginning, with a number of kills. Everything but the machine's speed
 * follows from the seed.
 */
public final class Episode {
  private static final int KILLS_TO_A_FINISH = 10;
  private static final int BUG = 4;
  private final KillScenario scenario;
  private final Scene scene;
  private final Killer killer;
  private final FaultMix faults;
  private final Count count = new Count();
  private boolean owesLook;

  private Episode(KillScenario scenario, Scene scene) {
    this.scenario = scenario;
    this.scene = scene;
    this.killer = new Killer(scene.random());
    this.faults = new FaultMix(scenario.faults(), new Random(scene.random().nextLong()));
  }

  /** What happened so far; a loss is told by the exception that ends the episode. */
  public static final class Count {
    private int runs;
    private int sent;
    private int atWork;
    private int injected;

    public int runs() {
      return runs;
    }

    public int sent() {
      return sent;
    }

    public int atWork() {
      return atWork;
    }

    public int injected() {
      return injected;
    }
  }

  /** Something was lost, or a run ended as none may. */
  public static final class LostException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Count count;

    LostException(int iteration, List<String> words, Count count, Throwable cause) {
      super("iteration " + iteration + ", after " + words + ": " + cause.getMessage(), cause);
      this.count = count;
    }

    /** What happened before. */
    public Count count() {
      return count;
    }
  }

  /**
   * Plays one.
   *
   * @param kills that many meet the program alive
   * @throws LostException at the first loss
   */
  public static Count play(KillScenario.Opening target, Scene scene, int kills)
      throws LostException {
    try (KillScenario scenario = target.open(scene)) {
      Episode episode = new Episode(scenario, scene);
      episode.play(kills);
      return episode.count;
    } catch (LostException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      throw new LostException(0, List.of(), new Count(), e);
    }
  }

  private void play(int kills) throws LostException {
    List<String> words = List.of();
    int iteration = 0;
    try (Signs signs = Signs.of(scenario)) {
      while (count.sent < kills) {
        iteration++;
        words = scenario.next();
        killed(signs, words);
        scenario.requireNothingLost();
        owesLook = true;
        if (iteration % KILLS_TO_A_FINISH == 0) {
          finished(signs);
        }
      }
      if (owesLook) {
        finished(signs);
      }
    } catch (Exception | AssertionError e) {
      throw new LostException(iteration, words, count, e);
    }
  }

  private void killed(Signs signs, List<String> words) throws Exception {
    signs.begin(scenario.worksIn());
    faults.begin();
    try {
      Killer.Result result =
          killer.kill(signs, words, () -> scene.program().launch(scenario.environment(), words));
      count.runs++;
      if (result.outcome() != Killer.Outcome.TOO_LATE) {
        count.sent++;
      } else {
        requireNoBug(result.status());
      }
      if (result.outcome() == Killer.Outcome.AT_WORK) {
        count.atWork++;
      }
    } finally {
      count.injected += faults.end();
    }
  }

  /** One trouble may end a run, but not with a loss; without any the next one ends well. */
  private void finished(Signs signs) throws Exception {
    if (!scenario.faults().isEmpty() && scene.random().nextInt(3) == 0) {
      troubled(signs);
    }
    scenario.finish();
    count.runs++;
    owesLook = false;
    scene.program().forgetSaid();
  }

  private void troubled(Signs signs) throws Exception {
    List<String> words = scenario.next();
    signs.begin(scenario.worksIn());
    faults.beginOnce();
    try {
      requireNoBug(scene.program().launch(scenario.environment(), words).waitFor());
      count.runs++;
    } finally {
      count.injected += faults.end();
    }
    scenario.requireNothingLost();
  }

  private void requireNoBug(int status) throws IOException {
    if (status == BUG) {
      throw new AssertionError("it ended with its report of a bug: " + scene.said());
    }
  }
}
