/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.tlscert;

import io.imgapi.core.digest.Sha256;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file of certificates says. The private key never shows: not in {@code toString}, not in a
 * failure.
 */
public final class CertificateFile {
  private static final byte[] PROBE = {'i', 'm', 'g', 'a', 'p', 'i'};

  private final Path path;
  private final List<X509Certificate> chain;
  private final Optional<PrivateKey> key;

  CertificateFile(Path path, List<X509Certificate> chain, Optional<PrivateKey> key) {
    this.path = path;
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /**
   * Reads PEM text: certificates, the instance's own first, and at most one private key, in any
   * order.
   *
   * @param path where it came from, for messages
   * @throws ImgapiException {@code CONFIG_INVALID} where it is not that, or a key has a passphrase
   */
  public static CertificateFile parse(Path path, byte[] pem) {
    return new PemText(path).read(pem);
  }

  /** Where it came from. */
  public Path path() {
    return path;
  }

  /** The instance's own certificate, then those that vouch for it. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The instance's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** Whether there is a private key at all. */
  public boolean hasKey() {
    return key.isPresent();
  }

  /** The same certificates with a key from another file. */
  public CertificateFile withKeyOf(CertificateFile other) {
    return new CertificateFile(path, chain, other.key);
  }

  /** Whether there is a private key, and it is this certificate's. */
  public boolean keyMatches() {
    return key.filter(this::belongs).isPresent();
  }

  private boolean belongs(PrivateKey candidate) {
    try {
      String algorithm = signature(candidate.getAlgorithm());
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(candidate);
      signing.update(PROBE);
      byte[] signed = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate().getPublicKey());
      verifying.update(PROBE);
      return verifying.verify(signed);
    } catch (GeneralSecurityException e) {
      // A key of another kind cannot even be tried on it.
      return false;
    }
  }

  private static String signature(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> keyAlgorithm;
    };
  }

  /** Where the chain breaks: the certificate that the next one does not vouch for, from 0 on. */
  public Optional<Integer> brokenAt() {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!isIssuedBy(chain.get(i), chain.get(i + 1))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Whether it vouches for itself. */
  public boolean isSelfSigned() {
    return isIssuedBy(certificate(), certificate());
  }

  /** When the first certificate of the chain ends. */
  public Instant notAfter() {
    return chain.stream()
        .map(c -> c.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** When the last certificate of the chain begins. */
  public Instant notBefore() {
    return chain.stream()
        .map(c -> c.getNotBefore().toInstant())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Whole days until it ends; negative when it has ended. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(
        Duration.between(now, notAfter()).toSeconds(), Duration.ofDays(1).toSeconds());
  }

  /** SHA-256 fingerprint of the own certificate as openssl prints it. */
  public String fingerprint() {
    return fingerprint(certificate());
  }

  /** The same of any certificate. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.ofDelimiter(":")
          .formatHex(Sha256.of(certificate.getEncoded()))
          .toUpperCase(Locale.ROOT);
    } catch (CertificateEncodingException e) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "a certificate cannot be encoded")
          .causedBy(e);
    }
  }

  /** Certificates, then the key, as the front end reads them. For the file alone. */
  public byte[] pem() {
    return PemText.write(chain, key);
  }

  /** The subject alone. */
  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().getName();
  }
}
