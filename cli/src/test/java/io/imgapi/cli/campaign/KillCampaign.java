/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import io.imgapi.cli.campaign.kill.Episode;
import io.imgapi.cli.campaign.kill.KillTarget;
import io.imgapi.cli.campaign.kill.Scene;
import io.imgapi.cli.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Kills, in episodes, the targets in turn until each has had its share. */
final class KillCampaign {
  private static final int KILLS_OF_AN_EPISODE = 40;
  private final Path directory;
  private final Ledger ledger;
  private final Options options;
  private final BooleanSupplier mayBegin;
  private final List<KillTarget> targets;

  /** What has been begun, so that side by side nobody begins it again. */
  private final Map<KillTarget, Long> begun = new HashMap<>();

  private final Map<KillTarget, Long> promised = new HashMap<>();

  KillCampaign(Path directory, Ledger ledger, Options options, BooleanSupplier mayBegin) {
    this.directory = directory;
    this.ledger = ledger;
    this.options = options;
    this.mayBegin = mayBegin;
    this.targets =
        List.of(KillTarget.values()).stream().filter(t -> options.isWanted(t.word())).toList();
    for (KillTarget target : targets) {
      Result sum = ledger.sum(Result.KILLS, target.word());
      begun.put(target, sum.number());
      promised.put(target, sum.sent());
    }
  }

  private record Turn(KillTarget target, long number, int kills) {}

  /** The target that is furthest behind. */
  private synchronized Optional<Turn> nextTurn() {
    if (!mayBegin.getAsBoolean()) {
      return Optional.empty();
    }
    int shares = targets.stream().mapToInt(KillTarget::share).sum();
    KillTarget behind = null;
    double least = 1;
    for (KillTarget target : targets) {
      double done = promised.get(target) / wanted(target, shares);
      if (done < least) {
        least = done;
        behind = target;
      }
    }
    if (behind == null) {
      return Optional.empty();
    }
    long left = (long) Math.ceil(wanted(behind, shares)) - promised.get(behind);
    int kills = (int) Math.min(KILLS_OF_AN_EPISODE, left);
    begun.merge(behind, 1L, Long::sum);
    promised.merge(behind, (long) kills, Long::sum);
    return Optional.of(new Turn(behind, begun.get(behind), kills));
  }

  private double wanted(KillTarget target, int shares) {
    return Math.max(1, (double) options.kills * target.share() / shares);
  }

  void run() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(options.workers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < options.workers; i++) {
        all.add(
            workers.submit(
                () -> {
                  for (Optional<Turn> t = nextTurn(); t.isPresent(); t = nextTurn()) {
                    play(t.get().target(), t.get().number(), t.get().kills());
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the campaign itself failed", e.getCause());
    } finally {
      workers.shutdown();
    }
  }

  /** Plays an episode; where it lost something its directory is kept. */
  Result play(KillTarget target, long number, int kills) throws IOException {
    Path place = directory.resolve("episodes").resolve(target.word() + "-" + number);
    Demo.delete(place);
    Files.createDirectories(place);
    long begin = System.nanoTime();
    Episode.Count count;
    String lost = "";
    try {
      long seed = options.seed * 1_000_003 + target.word().hashCode() * 7919L + number;
      count = Episode.play(target::open, Scene.in(place, seed), kills);
      Demo.delete(place);
    } catch (Episode.LostException e) {
      count = e.count();
      lost = Losses.describe(target.word() + ":" + number, options.seed, place, e);
    }
    Result result =
        new Result(
            Result.KILLS,
            target.word(),
            number,
            options.seed,
            count.runs(),
            count.sent(),
            count.atWork(),
            count.injected(),
            lost.isEmpty() ? 0 : 1,
            (System.nanoTime() - begin) / 1e9,
            lost);
    ledger.add(result);
    System.err.printf(
        "%s %d: %d kills, %d at work, %.0f s %s%n",
        target.word(), number, count.sent(), count.atWork(), result.seconds(), lost);
    return result;
  }
}
