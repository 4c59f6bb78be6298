/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.RestoreText;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restores the instance. */
@Command(
    name = "restore",
    aliases = "standalone-restore",
    description = {
      "Brings the backup in Manta back to the local data, and marks the instance so that backups may"
          + " run.",
      "Nothing local is destroyed. A broken restore is taken up by running it again."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi restore",
      "  imgapi restore -y --new-repo",
      "  imgapi restore --dry-run"
    })
public final class RestoreCommand implements Callable<Integer> {
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

  public RestoreCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public Integer call() {
    Restore restore = useCases.restore(instance.layout());
    if (abort) {
      restore.abort();
      return 0;
    }
    RestoreRequest request =
        new RestoreRequest(
            instance.configFile(),
            newRepo,
            replace,
            skipMissing,
            options.parallel(),
            options.bytesPerSecond(),
            new TakeOver(takeOver.alias(), false),
            options.dryRun());
    try (Restore.Prepared prepared =
        restore.prepare(request, console.events("imgapi restore", options.quiet()))) {
      if (options.dryRun()) {
        out.print(
            options.json() ? RestoreText.json(prepared.plan()) : RestoreText.of(prepared.plan()));
        return 0;
      }
      console.say(options.quiet(), RestoreText.of(prepared.plan()));
      if (!options.yes() && !console.confirm("Restore?")) {
        prepared.declined();
        return 0;
      }
      RestoreResult result = prepared.apply();
      out.print(options.json() ? RestoreText.json(result) : RestoreText.of(result));
      return result.exitCode().status();
    }
  }
}
