/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.CertificateText;
import io.imgapi.core.certificate.CertificateReport;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the certificate. */
@Command(
    name = "show",
    header = "Show the certificate",
    description = {
      "Shows the certificate in the instance's file: whose it is, how long it is valid, and whether"
          + " its key belongs to it.",
      "Ends with 1 where it cannot be used."
    },
    footer = {"", "Examples:", "  imgapi cert show", "  imgapi cert show --json"})
public final class CertShowCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(names = "--json", description = "The answer, or the failure, as one JSON document.")
  private boolean json;

  public CertShowCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CERTIFICATE)
        .ends(ExitCode.OK, "the certificate can be used")
        .ends(ExitCode.FAILED, "the certificate cannot be used, or it failed")
        .ends(ExitCode.NOT_SET_UP, "the instance has no certificate, or there is no instance here")
        .ends(ExitCode.CONFIG_INVALID, "the file holds no certificate");
  }

  @Override
  public Integer call() {
    CertificateReport report = useCases.showCertificate(instance.layout()).show();
    out.print(json ? CertificateText.json(report) : CertificateText.of(report));
    return report.faults().isEmpty() ? 0 : ExitCode.FAILED.status();
  }
}
