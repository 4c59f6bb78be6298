/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import io.imgapi.cli.campaign.fuzz.FuzzTarget;
import io.imgapi.cli.campaign.fuzz.FuzzTargets;
import io.imgapi.cli.campaign.fuzz.Fuzzing;
import io.imgapi.cli.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Feeds spoiled inputs in batches, until each target has had its share. */
final class FuzzCampaign {
  private static final int BATCH = 2_000;
  private static final int MOST_TOLD = 3;
  private final Path directory;
  private final Ledger ledger;
  private final Options options;
  private final BooleanSupplier mayBegin;

  FuzzCampaign(Path directory, Ledger ledger, Options options, BooleanSupplier mayBegin) {
    this.directory = directory;
    this.ledger = ledger;
    this.options = options;
    this.mayBegin = mayBegin;
  }

  void run() throws IOException {
    Path work = directory.resolve("fuzzing");
    Demo.delete(work);
    try (FuzzTargets targets = FuzzTargets.in(Files.createDirectories(work));
        Watchdog watchdog = new Watchdog()) {
      List<FuzzTarget> wanted =
          targets.all().stream().filter(target -> options.isWanted(target.word())).toList();
      int shares = wanted.stream().mapToInt(FuzzTarget::share).sum();
      for (FuzzTarget target : wanted) {
        long share = (options.inputs * target.share() + shares - 1) / shares;
        feed(target, share, watchdog);
      }
    }
    Demo.delete(work);
  }

  private void feed(FuzzTarget target, long share, Watchdog watchdog) throws IOException {
    for (long fed = ledger.sum(Result.INPUTS, target.word()).runs();
        fed < share && mayBegin.getAsBoolean();
        fed += BATCH) {
      long count = Math.min(BATCH, share - fed);
      long begin = System.nanoTime();
      List<Fuzzing.Finding> findings = new Fuzzing(target, options.seed).feed(fed, count, watchdog);
      for (Fuzzing.Finding finding : findings.subList(0, Math.min(MOST_TOLD, findings.size()))) {
        System.err.println(finding);
      }
      ledger.add(
          new Result(
              Result.INPUTS,
              target.word(),
              fed / BATCH,
              options.seed,
              count,
              0,
              0,
              0,
              findings.size(),
              (System.nanoTime() - begin) / 1e9,
              findings.isEmpty() ? "" : kept(findings)));
    }
  }

  private String kept(List<Fuzzing.Finding> findings) throws IOException {
    Path place = Files.createDirectories(directory.resolve("findings"));
    for (Fuzzing.Finding finding : findings) {
      String name = finding.target().word() + "-" + finding.number();
      Files.write(place.resolve(name), finding.input());
      try (PrintWriter trace = new PrintWriter(place.resolve(name + ".txt").toFile(), "UTF-8")) {
        trace.println(finding);
        finding.cause().printStackTrace(trace);
      }
    }
    Fuzzing.Finding first = findings.get(0);
    return first
        + "\nkept in "
        + place
        + "\nrepeat it: scripts/campaign --seed "
        + options.seed
        + " --repeat "
        + first.target().word()
        + ":"
        + first.number();
  }

  /** Feeds one input again; empty where there is no such target. */
  Optional<Integer> repeat(String word, long number) throws IOException {
    try (FuzzTargets targets =
        FuzzTargets.in(Files.createDirectories(directory.resolve("repeated")))) {
      return targets.all().stream()
          .filter(target -> target.word().equals(word))
          .findFirst()
          .map(target -> told(new Fuzzing(target, options.seed).feed(number)));
    }
  }

  private static int told(Optional<Fuzzing.Finding> finding) {
    finding.ifPresent(
        found -> {
          System.out.println(found);
          found.cause().printStackTrace(System.out);
        });
    return finding.isPresent() ? 1 : 0;
  }
}
