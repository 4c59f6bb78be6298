/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.certificate;

import io.imgapi.core.tlscert.CertificateFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is known of a certificate.
 *
 * @param path of its file
 * @param daysLeft whole days until the first of the chain ends; negative when it has ended
 * @param chain how many certificates there are, the own one included
 * @param fingerprint SHA-256, as openssl prints it
 * @param mode of the file; empty where it does not matter
 * @param faults why it cannot be used, in words; none where it can
 * @param warnings what is not good about it
 */
public record CertificateReport(
    Path path,
    String subject,
    String issuer,
    boolean selfSigned,
    Instant notBefore,
    Instant notAfter,
    long daysLeft,
    boolean keyMatches,
    int chain,
    String fingerprint,
    OptionalInt mode,
    List<String> faults,
    List<String> warnings) {
  private static final int READABLE_BY_OTHERS = 0007;
  private static final int SOON = 30;

  static CertificateReport of(CertificateFile file, OptionalInt mode, Instant now) {
    X509Certificate own = file.certificate();
    List<String> faults = new ArrayList<>();
    if (!file.hasKey()) {
      faults.add("there is no private key with it");
    } else if (!file.keyMatches()) {
      faults.add("the private key belongs to another certificate");
    }
    if (now.isAfter(file.notAfter())) {
      faults.add("it expired at " + file.notAfter());
    }
    if (now.isBefore(file.notBefore())) {
      faults.add("it is valid only from " + file.notBefore() + " on");
    }
    file.brokenAt()
        .ifPresent(
            at ->
                faults.add(
                    "certificate %d of the chain does not vouch for the one before it"
                        .formatted(at + 2)));
    List<String> warnings = new ArrayList<>();
    long left = file.daysLeft(now);
    if (left >= 0 && left < SOON) {
      warnings.add("it expires in " + left + " days");
    }
    if (mode.isPresent() && (mode.getAsInt() & READABLE_BY_OTHERS) != 0) {
      warnings.add("everybody on the machine can read its private key");
    }
    return new CertificateReport(
        file.path(),
        own.getSubjectX500Principal().getName(),
        own.getIssuerX500Principal().getName(),
        file.isSelfSigned(),
        file.notBefore(),
        file.notAfter(),
        left,
        file.keyMatches(),
        file.chain().size(),
        file.fingerprint(),
        mode,
        List.copyOf(faults),
        List.copyOf(warnings));
  }
}
