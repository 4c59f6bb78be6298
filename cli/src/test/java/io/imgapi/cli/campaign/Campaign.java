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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The reliability campaign; {@code scripts/campaign} runs it (docs/reliability.md). */
@Command(
    name = "scripts/campaign",
    description = "Kills the program at work and feeds it spoiled inputs; prints what was lost.",
    mixinStandardHelpOptions = true)
public final class Campaign implements Callable<Integer> {
  private static final int A_REPEATED_EPISODE = 40;
  private static final Pattern ONE = Pattern.compile("(?<target>[a-z-]+):(?<number>[0-9]{1,18})");
  private final long begun = System.nanoTime();
  @Mixin private final Options options = new Options();
  @Spec private CommandSpec spec;

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

  private int repeat(KillCampaign kills, FuzzCampaign fuzzing, String what) throws Exception {
    Matcher parts = ONE.matcher(what);
    if (!parts.matches()) {
      throw wrong("--repeat takes TARGET:NUMBER, not " + what);
    }
    String word = parts.group("target");
    long number = Long.parseLong(parts.group("number"));
    for (KillTarget target : KillTarget.values()) {
      if (target.word().equals(word)) {
        Result result = kills.play(target, number, A_REPEATED_EPISODE);
        System.out.println(result.what());
        return (int) result.losses();
      }
    }
    return fuzzing.repeat(word, number).orElseThrow(() -> wrong("there is no target " + word));
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
