/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.tlscert;

import io.imgapi.core.digest.Sha256;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * The certificate with which an instance begins: RSA 2048, for any name, for 365 days
 * (operator-scripts.md 7.2).
 */
public final class SelfSigned {
  private static final int BITS = 2048;
  private static final Duration LIFE = Duration.ofDays(365);
  private static final X500Name ANYBODY = new X500Name("CN=*");
  private static final int SERIAL_BYTES = 16;

  private SelfSigned() {}

  /** A new certificate and its key, as PEM, in the order in which the front end reads them. */
  public static byte[] pem(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      StringWriter text = new StringWriter();
      try (PemWriter pem = new PemWriter(text)) {
        pem.writeObject(new PemObject("CERTIFICATE", certificate(pair, now).getEncoded()));
        pem.writeObject(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
      }
      return text.toString().getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every Java makes RSA keys and certificates", e);
    }
  }

  private static X509CertificateHolder certificate(KeyPair pair, Instant now)
      throws OperatorCreationException, IOException {
    return new JcaX509v3CertificateBuilder(
            ANYBODY,
            serial(pair),
            Date.from(now),
            Date.from(now.plus(LIFE)),
            ANYBODY,
            pair.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
        .build(new JcaContentSignerBuilder("SHA256WithRSA").build(pair.getPrivate()));
  }

  /** As good as random: no two keys are the same. */
  private static BigInteger serial(KeyPair pair) {
    byte[] digest = Sha256.of(pair.getPublic().getEncoded());
    return new BigInteger(1, Arrays.copyOf(digest, SERIAL_BYTES)).setBit(0);
  }
}
