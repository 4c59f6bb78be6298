/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.cli.output.CertificateText;
import io.imgapi.cli.output.Console;
import io.imgapi.core.certificate.InstallCertificate;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces the certificate. */
@Command(
    name = "install",
    header = "Replace the certificate",
    description = {
      "Puts another certificate in the place of the instance's and restarts the TLS front end with"
          + " it.",
      "The old one stays beside it, and comes back where the front end does not show the new one."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi cert install --dry-run cert.pem   # checks it",
      "  imgapi cert install fullchain.pem --key privkey.pem -y"
    })
public final class CertInstallCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;
  private final Map<String, String> environment;

  @Mixin private InstanceOptions instance;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The private key, where it is not in the certificate's file.")
  private Optional<Path> key;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Check it, show what would be done, and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "PEM: the certificate, then those that vouch for it; the key may be there too.")
  private Path certificate;

  /**
   * The command.
   *
   * @param environment may name the front end's port
   */
  public CertInstallCommand(
      UseCases useCases, Console console, PrintWriter out, Map<String, String> environment) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
    this.environment = environment;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CERTIFICATE, Place.OLD_CERTIFICATES, Place.HAPROXY)
        .variables(Variable.IMGAPI_HTTPS_PORT)
        .ends(
            ExitCode.FAILED,
            "it failed; where the front end does not show the new certificate, the old one is back")
        .ends(ExitCode.NOT_SET_UP, "there is no instance here")
        .ends(
            ExitCode.CONFIG_INVALID,
            "what is given is no certificate with its key, or cannot be read")
        .related("status");
  }

  @Override
  public Integer call() {
    InstallCertificate install = useCases.installCertificate(instance.layout(), environment);
    InstallCertificate.Plan plan = install.prepare(certificate, key);
    if (dryRun) {
      out.print(json ? CertificateText.json(plan) : CertificateText.of(plan));
      return 0;
    }
    if (!plan.isEmpty() && !yes) {
      console.say(false, CertificateText.of(plan));
      if (!console.confirm("Install it?")) {
        return 0;
      }
    }
    InstallCertificate.Result result = install.apply(plan);
    out.print(json ? CertificateText.json(result) : CertificateText.of(result));
    return 0;
  }
}
