/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The keys of those who may change images. */
@Command(
    name = "authkeys",
    header = "List, add and remove the keys that sign requests",
    description = {
      "The keys with which users sign requests to the image service: RSA and DSA, no others.",
      "Files of this machine (authkeys/local) can be changed; those that the service fetches from"
          + " Manta every hour (authkeys/manta) are changed there."
    },
    subcommands = {
      AuthKeysListCommand.class,
      AuthKeysAddCommand.class,
      AuthKeysRemoveCommand.class,
      AuthKeysReloadCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  imgapi authkeys list",
      "  imgapi authkeys add bob bob.pub",
      "  imgapi authkeys reload --key ~/.ssh/id_rsa"
    })
public final class AuthKeysCommand extends CommandGroup {
  public AuthKeysCommand(PrintWriter err) {
    super(err);
  }

  @Override
  public void document(Manual manual) {
    manual.files(Place.LOCAL_KEYS, Place.MANTA_KEYS).ends(ExitCode.USAGE, NONE_NAMED);
  }
}
