/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The group of commands that look into Manta. */
@Command(
    name = "manta",
    description = {
      "Single calls to Manta, with the credentials of the instance (--root), or without one those",
      "of MANTA_URL, MANTA_USER, MANTA_KEY_ID and MANTA_TLS_INSECURE."
    },
    subcommands = {
      MantaLsCommand.class,
      MantaFindCommand.class,
      MantaInfoCommand.class,
      MantaGetCommand.class,
      MantaPutCommand.class,
      MantaRmCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta ls -l",
      "  imgapi manta get ~~/stor/imgapi/backup/owner.json"
    })
public final class MantaCommand implements Callable<Integer> {
  private final PrintWriter err;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  public MantaCommand(PrintWriter err) {
    this.err = err;
  }

  @Override
  public Integer call() {
    err.println("imgapi manta: which command? Run 'imgapi manta --help'");
    return CommandLine.ExitCode.USAGE;
  }
}
