/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import io.imgapi.cli.campaign.kill.KillTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The reliability campaign; {@code scripts/campaign} runs it (docs/reliability.md). */
@Command(
    name = "scripts/campaign",
    description = "Kills the program at work and feeds it spoiled inputs; prints what was lost.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class Campaign implements Callable<Integer> {
  private static final int A_REPEATED_EPISODE = 40;
  private final long begun = System.nanoTime();
  @Mixin private final Options options = new Options();

  private Campaign() {}

  /** Runs one. */
  public static void main(String... args) {
    System.exit(new CommandLine(new Campaign()).execute(args));
  }

  private boolean mayBegin() {
    return options.minutes.isEmpty()
        || System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(options.minutes.get());
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createDirectories(options.to.toAbsolutePath().normalize());
    Ledger ledger = Ledger.in(directory);
    KillCampaign kills = new KillCampaign(directory, ledger, options, this::mayBegin);
    FuzzCampaign fuzzing = new FuzzCampaign(directory, ledger, options, this::mayBegin);
    if (options.repeat.isPresent()) {
      return repeat(kills, fuzzing, options.repeat.get());
    }
    if (options.inputs > 0) {
      fuzzing.run();
    }
    if (options.kills > 0) {
      kills.run();
    }
    String table = new Table(ledger).text();
    Files.writeString(directory.resolve("table.md"), table);
    System.out.print(table);
    List<Result> losses = ledger.losses();
    losses.forEach(loss -> System.out.println("\n" + loss.target() + ": " + loss.what()));
    return losses.isEmpty() ? 0 : 1;
  }

  private static int repeat(KillCampaign kills, FuzzCampaign fuzzing, String what)
      throws Exception {
    String[] parts = what.split(":", 2);
    long number = Long.parseLong(parts[1]);
    for (KillTarget target : KillTarget.values()) {
      if (target.word().equals(parts[0])) {
        Result result = kills.play(target, number, A_REPEATED_EPISODE);
        System.out.println(result.what());
        return (int) result.losses();
      }
    }
    return fuzzing
        .repeat(parts[0], number)
        .orElseThrow(() -> new IllegalArgumentException("there is no target " + parts[0]));
  }
}
