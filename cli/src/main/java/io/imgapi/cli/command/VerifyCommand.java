/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.ByteSize;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.VerifyText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.verify.VerifyReport;
import io.imgapi.core.verify.VerifyRequest;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks that the backup is whole. */
@Command(
    name = "verify",
    header = "Check that the backup can be restored",
    description = {
      "Checks that everything the backup promises can be had: every manifest of the mirror is read,"
          + " and every file that it or a snapshot needs must be there with its size and MD5.",
      "Changes nothing unless a repair is asked for; needs neither lock nor ownership.",
      "A repair puts again what the local files, or another copy in the backup, can prove. It deletes"
          + " nothing and needs this instance to own the backup. Safe to run again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi verify                      # sizes and MD5s, as Manta tells them",
      "  imgapi verify --read-data=10%%      # daily: all contents within ten days",
      "  imgapi verify --local              # the local files; asks nothing of Manta",
      "  imgapi verify --repair --dry-run   # what can be put right",
      "  imgapi verify --repair             # puts it right",
      "  imgapi verify --json"
    })
public final class VerifyCommand implements Callable<Integer>, Documented {
  private static final int MOST_PARALLEL = 1024;
  private static final int ALL = 100;
  private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100)%?");
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(
      names = "--read-data",
      arity = "0..1",
      fallbackValue = "100%",
      paramLabel = "N%",
      description = {
        "Download and hash the contents too, or N%% of the files: each day of the calendar another"
            + " share, so that 100/N days in a row read them all."
      })
  private Optional<String> readData;

  @Option(
      names = "--local",
      description =
          "Check the local files against their manifests instead of the backup; Manta is not asked.")
  private boolean local;

  @Option(
      names = "--repair",
      description =
          "Put right what can be proven; with --local, give leftovers of uploads that are the only"
              + " copy of a file its name.")
  private boolean repair;

  @Option(
      names = {"-n", "--dry-run"},
      description = "With --repair: say what it would do and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Option(
      names = {"-p", "--parallel"},
      paramLabel = "N",
      defaultValue = "80",
      description = "Do N things side by side (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--limit-rate",
      paramLabel = "RATE",
      description = "Move at most RATE bytes a second, for example 800k or 20m.")
  private Optional<String> rate;

  public VerifyCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.BACKUP_AREA, Place.MANIFESTS, Place.IMAGES, Place.RUN_LOCK, Place.OWNER_TOKEN)
        .files(Place.IDENTITY, Place.ROTATION_JOURNAL)
        .ends(ExitCode.OK, "everything is there, or was repaired")
        .ends(ExitCode.FAILED, "it failed, or Manta refuses some objects")
        .ends(ExitCode.NOT_SET_UP, "there is no backup, or this is no standalone instance")
        .ends(
            ExitCode.LOCKED,
            "with --repair: another run is busy here, or the key is being switched")
        .ends(
            ExitCode.REMOTE_UNAVAILABLE,
            "Manta does not answer, or some of it could not be checked")
        .ends(ExitCode.INTEGRITY, "something is missing or damaged, and was not repaired")
        .ends(
            ExitCode.REFUSED,
            "with --repair: nobody owns the backup yet, or it is ahead of the local data")
        .ends(
            ExitCode.NOT_OWNER,
            "with --repair: another instance owns the backup, or its record is damaged")
        .related("backup", "restore", "snapshots");
  }

  @Override
  public Integer call() {
    if (dryRun && !repair) {
      throw ImgapiException.of(ExitCode.USAGE, "--dry-run says what --repair would do")
          .remedy("without --repair nothing is changed anyway: leave --dry-run out");
    }
    VerifyRequest request =
        new VerifyRequest(
            instance.configFile(),
            parallel(),
            rate.map(text -> OptionalLong.of(ByteSize.parse("--limit-rate", text)))
                .orElse(OptionalLong.empty()),
            percent(),
            local,
            repair,
            dryRun);
    VerifyReport report =
        useCases.verify(instance.layout()).verify(request, console.events("imgapi verify", quiet));
    out.print(json ? VerifyText.json(report) : VerifyText.of(report, quiet));
    return report.exitCode().status();
  }

  private int parallel() {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw ImgapiException.of(
              ExitCode.USAGE, "--parallel must be from 1 to " + MOST_PARALLEL + ", not " + parallel)
          .remedy("for example: --parallel 64");
    }
    return parallel;
  }

  private int percent() {
    if (readData.isEmpty()) {
      return 0;
    }
    if (local) {
      throw ImgapiException.of(ExitCode.USAGE, "--local reads every local file anyway")
          .remedy("leave one of --local and --read-data out");
    }
    Matcher m = PERCENT.matcher(readData.get());
    if (!m.matches()) {
      throw ImgapiException.of(
              ExitCode.USAGE,
              "--read-data wants a share from 1% to " + ALL + "%, not " + readData.get())
          .remedy("for example: --read-data=10%");
    }
    return Integer.parseInt(m.group(1));
  }
}
