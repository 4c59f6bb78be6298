/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.certificate;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.tlscert.CertificateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Puts another certificate in the place of the instance's. The old one stays beside it, and comes
 * back where the front end does not start with the new one.
 */
public final class InstallCertificate {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HostFiles files;
  private final InstalledCertificate installed;
  private final FrontEnd frontEnd;
  private final Clock clock;

  public InstallCertificate(
      HostFiles files, InstanceLayout layout, FrontEnd frontEnd, Clock clock) {
    this.files = files;
    this.installed = new InstalledCertificate(files, layout);
    this.frontEnd = frontEnd;
    this.clock = clock;
  }

  /**
   * What would be done.
   *
   * @param wanted the new certificate
   * @param changesFile whether the file does not hold it yet
   * @param restarts whether the front end is restarted
   */
  public record Plan(
      CertificateReport wanted, boolean changesFile, boolean restarts, CertificateFile content) {

    /** Whether everything is as wanted already. */
    public boolean isEmpty() {
      return !changesFile && !restarts;
    }
  }

  /**
   * What was done.
   *
   * @param kept where the old certificate lies now; empty where there was none
   * @param shown whether the front end was seen to show the new one
   */
  public record Result(CertificateReport wanted, Optional<Path> kept, boolean shown) {}

  /**
   * Judges a certificate and its key.
   *
   * @param certificate file of it, of those that vouch for it, and perhaps of the key
   * @param key file of the key, where it lies apart
   * @throws ImgapiException {@code CONFIG_INVALID} where the service could not use them
   */
  public Plan prepare(Path certificate, Optional<Path> key) {
    CertificateFile given = read(certificate);
    if (given.chain().isEmpty()) {
      throw refused(certificate, "the file holds no certificate");
    }
    CertificateFile whole = key.map(file -> given.withKeyOf(read(file))).orElse(given);
    CertificateReport report = CertificateReport.of(whole, OptionalInt.empty(), clock.instant());
    if (!report.faults().isEmpty()) {
      throw refused(certificate, String.join("; ", report.faults()));
    }
    boolean changes = installed.bytes().filter(now -> Arrays.equals(now, whole.pem())).isEmpty();
    boolean restarts = frontEnd.isManaged() && (changes || !frontEnd.shows(report.fingerprint()));
    return new Plan(report, changes, restarts, whole);
  }

  private CertificateFile read(Path file) {
    return CertificateFile.parse(
        file,
        files
            .read(file, InstalledCertificate.LONGEST)
            .orElseThrow(
                () ->
                    ImgapiException.of(ExitCode.CONFIG_INVALID, "there is no such file")
                        .with("file", file.toString())
                        .remedy("name a file of PEM text")));
  }

  private static ImgapiException refused(Path file, String why) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, "the certificate is not installed: " + why)
        .with("file", file.toString())
        .remedy(
            "give the certificate, those that vouch for it in their order, and its key;"
                + " see: imgapi cert install --help");
  }

  /**
   * Carries a plan out.
   *
   * @throws ImgapiException where the front end does not show the new certificate; the old one is
   *     back then, or the message says what is
   */
  public Result apply(Plan plan) {
    Optional<byte[]> old = installed.bytes();
    Optional<Path> kept = Optional.empty();
    if (plan.changesFile()) {
      kept = old.map(this::keep);
      installed.write(plan.content().pem());
    }
    if (plan.restarts()) {
      show(plan, old);
    }
    return new Result(plan.wanted(), kept, plan.restarts());
  }

  private Path keep(byte[] old) {
    String name = "cert.pem.until-" + STAMP.format(clock.instant());
    Path beside = installed.path().resolveSibling(name);
    for (int more = 2; isTakenByAnother(beside, old); more++) {
      beside = installed.path().resolveSibling(name + "-" + more);
    }
    files.write(beside, old, installed.access());
    return beside;
  }

  /** Two installations in one second each keep what they replaced. */
  private boolean isTakenByAnother(Path beside, byte[] old) {
    return files
        .read(beside, InstalledCertificate.LONGEST)
        .filter(there -> !Arrays.equals(there, old))
        .isPresent();
  }

  private void show(Plan plan, Optional<byte[]> old) {
    ImgapiException failure =
        ImgapiException.of(
                ExitCode.FAILED, "the front end does not come up with the new certificate")
            .with("front end", frontEnd.address());
    try {
      if (frontEnd.restartShowing(plan.wanted().fingerprint())) {
        return;
      }
      failure = failure.with("seen", frontEnd.inWords());
    } catch (ImgapiException e) {
      if (e.code() == ExitCode.INTERRUPTED) {
        throw e;
      }
      failure = failure.with("reason", e.getMessage()).causedBy(e);
    }
    throw plan.changesFile() && old.isPresent()
        ? rolledBack(failure, old.get())
        : failure.remedy("see: svcs -x haproxy");
  }

  private ImgapiException rolledBack(ImgapiException failure, byte[] old) {
    installed.write(old);
    String before = CertificateFile.parse(installed.path(), old).fingerprint();
    try {
      if (frontEnd.restartShowing(before)) {
        return failure
            .with("now", "the old certificate is back and is shown")
            .remedy("find out why with: svcs -x haproxy; the new certificate is nowhere installed");
      }
    } catch (ImgapiException e) {
      failure = failure.with("and then", e.getMessage());
    }
    return failure
        .with("now", "the old certificate is back, but the front end does not show it either")
        .remedy("the instance has no TLS: see svcs -x haproxy");
  }
}
