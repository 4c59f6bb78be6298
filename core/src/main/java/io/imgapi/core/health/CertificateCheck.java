/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.host.HostFiles.FileFacts;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long the certificate of the TLS front end is good, and who may read its key. */
record CertificateCheck(Scene scene) {
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration NOW = Duration.ofDays(7);
  private static final int OTHERS = 07;
  private static final String INSTALL = "imgapi cert install";

  Finding look() {
    Path file = scene.layout().base().resolve("etc/cert.pem");
    Optional<byte[]> content = scene.read(file);
    if (content.isEmpty()) {
      return Finding.fault(CheckName.CERTIFICATE, "absent: there is no " + file)
          .remedy(INSTALL + ", or for one that the instance signs itself: imgapi setup");
    }
    try {
      return judge(certificate(content.get()), file);
    } catch (CertificateException e) {
      return Finding.fault(CheckName.CERTIFICATE, "it cannot be read as a certificate")
          .detail(e.getMessage())
          .see(file.toString())
          .remedy(INSTALL);
    }
  }

  private static X509Certificate certificate(byte[] pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  private Finding judge(X509Certificate certificate, Path file) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration left = Duration.between(scene.now(), end);
    Finding finding;
    if (left.isNegative()) {
      finding = Finding.fault(CheckName.CERTIFICATE, "expired at " + Words.of(end));
    } else if (left.compareTo(NOW) < 0) {
      finding = Finding.fault(CheckName.CERTIFICATE, expires(left, end));
    } else if (left.compareTo(SOON) < 0) {
      finding = Finding.warning(CheckName.CERTIFICATE, expires(left, end));
    } else if (certificate.getNotBefore().toInstant().isAfter(scene.now())) {
      finding =
          Finding.fault(
              CheckName.CERTIFICATE,
              "not valid before " + Words.of(certificate.getNotBefore().toInstant()));
    } else {
      finding = keptPrivate(file, Finding.ok(CheckName.CERTIFICATE, "good until " + Words.of(end)));
    }
    Finding told =
        finding.state() == CheckState.OK || !finding.remedy().isEmpty()
            ? finding
            : finding
                .detail("subject " + certificate.getSubjectX500Principal())
                .see(file.toString())
                .remedy(INSTALL);
    return told.measured(Measure.CERTIFICATE_EXPIRY_SECONDS, (double) left.toSeconds());
  }

  private static String expires(Duration left, Instant end) {
    return "expires in " + Words.of(left) + ", at " + Words.of(end);
  }

  /** The file holds the private key too (operator-scripts.md 7.2). */
  private Finding keptPrivate(Path file, Finding good) {
    Optional<FileFacts> facts = scene.files().lookThrough(file);
    return facts.isEmpty() || (facts.get().mode() & OTHERS) == 0
        ? good
        : Finding.warning(CheckName.CERTIFICATE, "its private key may be read by others")
            .detail(good.summary())
            .see(file.toString())
            .remedy("chmod 600 " + file);
  }
}
