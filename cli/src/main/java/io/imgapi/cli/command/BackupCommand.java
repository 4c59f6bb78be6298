/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.BackupText;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.LogRecords;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.backup.BackupLimits;
import io.imgapi.core.backup.BackupRequest;
import io.imgapi.core.backup.BackupResult;
import io.imgapi.core.backup.Reuse;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.snapshot.SnapshotRules;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs the instance up. */
@Command(
    name = "backup",
    aliases = "standalone-backup",
    header = "Back the instance up to Manta",
    description = {
      "Brings the mirror of the local manifests and image files in Manta up to date.",
      "Safe to run again after any end. A damaged file never replaces a good copy."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi backup                          # shows what it will do, and asks",
      "  imgapi backup --dry-run                # only shows it",
      "  imgapi backup -y --limit-rate 20m      # asks nothing, leaves room for others",
      "  imgapi backup -y --bunyan >>/var/log/triton/imgapi-backup.log"
    })
public final class BackupCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi backup";
  private final UseCases useCases;
  private final Console console;
  private final LogRecords records;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;
  @Mixin private RunOptions options;
  @Mixin private TakeOverOption takeOver;
  @Mixin private RetentionOptions retention;

  @Option(
      names = "--max-delete",
      paramLabel = "N",
      description = "Accept up to N deletions in each tree for what is gone locally.")
  private Optional<Integer> maxDelete;

  @Option(
      names = "--allow-mass-delete",
      description = "Accept any number of deletions, and other file systems, this once.")
  private boolean allowMassDelete;

  @Option(
      names = "--local-is-truth",
      description = "Accept that the local data is older than the backup, this once.")
  private boolean localIsTruth;

  @Option(
      names = "--full",
      description = "List the whole mirror, even where nobody can have changed it.")
  private boolean full;

  @Option(
      names = "--checksum",
      description = "Read every local file, even those that nobody touched.")
  private boolean checksum;

  @Option(
      names = "--with-config",
      description = "Keep the configuration too: all of it but secrets and private keys.")
  private boolean withConfig;

  @Option(
      names = "--bunyan",
      description = "All that is said as Bunyan records on standard output, for a log file.")
  private boolean bunyan;

  public BackupCommand(UseCases useCases, Console console, LogRecords records, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.records = records;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(
            Place.MANIFESTS, Place.IMAGES, Place.BACKUP_AREA, Place.RUN_LOCK, Place.BACKUP_RECORD)
        .files(Place.BACKUP_CACHES, Place.PRUNE_RECORD, Place.OWNER_TOKEN, Place.IDENTITY)
        .files(Place.RESTORE_MARKER, Place.RESTORE_RECORD, Place.RESTORE_JOURNAL)
        .files(Place.ROTATION_JOURNAL, Place.CERTIFICATE, Place.LOCAL_KEYS)
        .ends(
            ExitCode.PARTIAL,
            "some images could not be backed up and nothing of them was deleted; run it again")
        .ends(
            ExitCode.NOT_SET_UP,
            "no restore was ever finished here, or this is no standalone instance")
        .ends(ExitCode.LOCKED, "another run is busy here, or the key is being switched")
        .ends(
            ExitCode.INTEGRITY, "a local image file is damaged; its good copy in the backup stays")
        .ends(
            ExitCode.REFUSED,
            "a guard stopped it: too many deletions, other file systems than before, or data older than the backup")
        .ends(ExitCode.NOT_OWNER)
        .related("restore", "verify", "snapshots", "prune");
  }

  @Override
  public Integer call() {
    BackupRequest request =
        new BackupRequest(
            instance.configFile(),
            options.parallel(),
            new BackupLimits(
                maxDelete.map(OptionalInt::of).orElse(OptionalInt.empty()), allowMassDelete),
            options.bytesPerSecond(),
            takeOver.allowed(NAME, localIsTruth, !options.yes(), console),
            new SnapshotRules(
                Optional.of(retention.retention()), SnapshotRules.USUAL.largestBlob()),
            new Reuse(!checksum, !full),
            withConfig,
            options.dryRun());
    try (Backup.Prepared backup =
        useCases
            .backup(instance.layout())
            .prepare(
                request, bunyan ? records.events(NAME) : console.events(NAME, options.quiet()))) {
      if (options.dryRun()) {
        out.print(
            options.json()
                ? BackupText.json(backup.plan(), backup.owner())
                : BackupText.of(backup.plan(), backup.settings(), backup.owner()));
        return 0;
      }
      console.say(
          options.quiet() || bunyan,
          BackupText.of(backup.plan(), backup.settings(), backup.owner()));
      if (!options.yes() && !console.confirm("Back up?")) {
        backup.declined();
        return 0;
      }
      BackupResult result = backup.apply();
      if (bunyan) {
        records.ended(
            NAME, result.exitCode(), BackupText.summary(result), BackupText.fields(result));
      } else if (options.shows(result.exitCode())) {
        out.print(options.json() ? BackupText.json(result) : BackupText.of(result));
      }
      return result.exitCode().status();
    }
  }
}
