/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.RestoreText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.restore.PreparedRestore;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreResult;
import io.imgapi.core.restore.RestoreSelection;
import io.imgapi.core.snapshot.SnapshotMoment;
import io.imgapi.core.zoneconfig.RestoreConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores the instance. */
@Command(
    name = "restore",
    aliases = "standalone-restore",
    header = "Bring the backup in Manta back",
    description = {
      "Brings the backup in Manta back to the local data, and marks the instance so that backups may"
          + " run.",
      "Nothing local is destroyed. A broken restore is taken up by running it again."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi restore                             # shows what it will do, and asks",
      "  imgapi restore --dry-run                   # only shows it",
      "  imgapi restore -y --new-repo               # once, for an instance that begins",
      "  imgapi restore --take-over images0         # in the place of a lost instance",
      "  imgapi restore --at 2026-11-22T09:17:00Z   # as it was then",
      "  imgapi restore --only 5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10",
      "  imgapi restore --at latest --target /var/tmp/images"
    })
public final class RestoreCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi restore";
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;
  @Mixin private RunOptions options;
  @Mixin private TakeOverOption takeOver;

  @Option(names = "--new-repo", description = "There is no backup yet: begin a new repository.")
  private boolean newRepo;

  @Option(
      names = "--replace",
      description =
          "Put the backup's files in the place of local ones that differ; those are moved.")
  private boolean replace;

  @Option(names = "--skip-missing", description = "Leave out images whose files are lost.")
  private boolean skipMissing;

  @Option(
      names = "--abort",
      description = "Give up a restore that has not begun to place manifests.")
  private boolean abort;

  @Option(
      names = "--at",
      paramLabel = "WHEN",
      description =
          "Go back to the newest snapshot not after WHEN: an id, a date, a time, or latest.")
  private Optional<String> at;

  @Option(
      names = "--only",
      paramLabel = "UUID",
      description = "Bring one image, and leave everything else as it is.")
  private Optional<UUID> only;

  @Option(
      names = "--target",
      paramLabel = "DIR",
      description = "Bring it to DIR; no instance and nothing in Manta is touched.")
  private Optional<Path> target;

  @Option(
      names = "--no-backup",
      description = "Go back with --at without backing the present state up first.")
  private boolean noBackup;

  @Option(
      names = "--with-config",
      description = "Bring the configuration back too; the local key and all local secrets stay.")
  private boolean withConfig;

  public RestoreCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.MANIFESTS, Place.IMAGES, Place.REPLACED, Place.BACKUP_AREA, Place.RUN_LOCK)
        .files(Place.RESTORE_JOURNAL, Place.RESTORE_MARKER, Place.RESTORE_RECORD)
        .files(Place.OWNER_TOKEN, Place.IDENTITY, Place.ROTATION_JOURNAL, Place.BACKUP_RECORD)
        .files(Place.CERTIFICATE, Place.LOCAL_KEYS)
        .ends(
            ExitCode.PARTIAL,
            "some images were left out: their files are lost, or were kept as they are here")
        .ends(
            ExitCode.NOT_SET_UP,
            "there is no backup, no snapshot of that time, or nothing to give up; or this is no standalone instance")
        .ends(ExitCode.LOCKED, "another run is busy here, or the key is being switched")
        .ends(
            ExitCode.INTEGRITY,
            "something in the backup is damaged or missing; nothing of it was placed")
        .ends(
            ExitCode.REFUSED,
            "a guard stopped it: local files differ, there is too little room, or another restore is not finished")
        .ends(ExitCode.NOT_OWNER)
        .related("backup", "snapshots", "verify");
  }

  @Override
  public Integer call() {
    requireSense();
    if (abort) {
      useCases.restore(instance.layout()).abort();
      return 0;
    }
    RestoreRequest request = request();
    Events events = console.events(NAME, options.quiet());
    Optional<RestoreConfig.Prepared> config = config();
    try (PreparedRestore prepared = prepare(request, events)) {
      boolean backupFirst = !noBackup && prepared.leavesLiveState();
      List<String> configFiles = config.map(RestoreConfig.Prepared::files).orElse(List.of());
      if (options.dryRun()) {
        out.print(
            options.json()
                ? RestoreText.json(prepared.plan(), backupFirst, configFiles)
                : RestoreText.of(prepared.plan(), backupFirst, configFiles));
        return 0;
      }
      console.say(options.quiet(), RestoreText.of(prepared.plan(), backupFirst, configFiles));
      if (!options.yes() && !console.confirm("Restore?")) {
        prepared.declined();
        return 0;
      }
      if (!backupFirst) {
        config.ifPresent(RestoreConfig.Prepared::apply);
        return carryOut(prepared);
      }
      prepared.declined();
    }
    console.say(
        options.quiet(), new BackupFirst(useCases.backup(instance.layout()), events).run(request));
    try (PreparedRestore prepared = prepare(request, events)) {
      config.ifPresent(RestoreConfig.Prepared::apply);
      return carryOut(prepared);
    }
  }

  private Optional<RestoreConfig.Prepared> config() {
    return withConfig
        ? Optional.of(useCases.restoreConfig(instance.layout()).prepare(instance.configFile()))
        : Optional.empty();
  }

  private PreparedRestore prepare(RestoreRequest request, Events events) {
    return target.isPresent()
        ? useCases.restoreElsewhere(instance.layout()).prepare(request, target.get(), events)
        : useCases.restore(instance.layout()).prepare(request, events);
  }

  private int carryOut(PreparedRestore prepared) {
    RestoreResult result = prepared.apply();
    if (options.shows(result.exitCode())) {
      out.print(options.json() ? RestoreText.json(result) : RestoreText.of(result));
    }
    return result.exitCode().status();
  }

  private RestoreRequest request() {
    return new RestoreRequest(
        instance.configFile(),
        new RestoreSelection(at.map(SnapshotMoment::parse), only),
        newRepo,
        replace,
        skipMissing,
        options.parallel(),
        options.bytesPerSecond(),
        takeOver.allowed(NAME, false, !options.yes(), console),
        options.dryRun());
  }

  private void requireSense() {
    refuse(
        "--abort",
        abort,
        "--at, --only or --target",
        at.isPresent() || only.isPresent() || target.isPresent());
    refuse(
        "--new-repo",
        newRepo,
        "--at, --only or --target",
        at.isPresent() || only.isPresent() || target.isPresent());
    refuse("--target", target.isPresent(), "--take-over", takeOver.isGiven());
    refuse(
        "--with-config", withConfig, "--target or --only", target.isPresent() || only.isPresent());
    refuse("--only", only.isPresent(), "--skip-missing", skipMissing);
  }

  private static void refuse(String option, boolean given, String others, boolean othersGiven) {
    if (given && othersGiven) {
      throw ImgapiException.of(ExitCode.USAGE, option + " does not go with " + others)
          .remedy("run 'imgapi restore --help'");
    }
  }
}
