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

/** The certificate of the TLS front end. */
@Command(
    name = "cert",
    header = "Show and replace the certificate",
    description = "The certificate that the instance shows over HTTPS.",
    subcommands = {CertShowCommand.class, CertInstallCommand.class},
    footer = {
      "",
      "Examples:",
      "  imgapi cert show",
      "  imgapi cert install fullchain.pem --key privkey.pem"
    })
public final class CertCommand extends CommandGroup {
  public CertCommand(PrintWriter err) {
    super(err);
  }

  @Override
  public void document(Manual manual) {
    manual.files(Place.CERTIFICATE, Place.OLD_CERTIFICATES).ends(ExitCode.USAGE, NONE_NAMED);
  }
}
