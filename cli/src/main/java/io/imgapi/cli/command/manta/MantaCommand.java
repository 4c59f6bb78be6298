/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.command.CommandGroup;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The Manta commands. */
@Command(
    name = "manta",
    header = "Work on Manta by hand",
    description = {
      "The few calls on Manta that are needed when something is wrong, with the instance's"
          + " credentials.",
      "Without an instance, or with --env, with those of MANTA_URL, MANTA_USER, MANTA_KEY_ID and"
          + " MANTA_TLS_INSECURE; the key is taken from the ssh-agent or ~/.ssh.",
      "A PATH is absolute, /account/stor/..., or begins with ~~ for the account."
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
      "  imgapi manta get ~~/stor/images0/backup/owner.json",
      "  imgapi manta ls --env ~~/stor"
    })
public final class MantaCommand extends CommandGroup {
  public MantaCommand(PrintWriter err) {
    super(err);
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CONFIG, Place.INSTANCE_KEY, Place.SSH_KEYS)
        .variables(
            Variable.MANTA_URL, Variable.MANTA_USER, Variable.MANTA_SUBUSER, Variable.MANTA_KEY_ID)
        .variables(Variable.MANTA_TLS_INSECURE, Variable.SSH_AUTH_SOCK, Variable.HOME)
        .ends(ExitCode.USAGE, NONE_NAMED)
        .related("manta-env");
  }
}
