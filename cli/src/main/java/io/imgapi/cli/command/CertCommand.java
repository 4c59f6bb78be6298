/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class CertCommand implements Callable<Integer>, Documented {
  private final PrintWriter err;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  public CertCommand(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CERTIFICATE, Place.OLD_CERTIFICATES)
        .ends(ExitCode.USAGE, "no command below it is named");
  }

  @Override
  public Integer call() {
    err.println("imgapi cert: which command? Run 'imgapi cert --help'");
    return CommandLine.ExitCode.USAGE;
  }
}
