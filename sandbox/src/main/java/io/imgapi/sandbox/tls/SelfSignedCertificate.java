/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1}, signed by itself, kept in a PKCS#12
 * file that only the owner can read. The JDK has no interface for making certificates, and starting
 * keytool takes longer than the whole server: the few bytes are written here.
 */
public final class SelfSignedCertificate {

  /** Guards nothing: the file lies beside the data that the key protects. */
  static final String PASSWORD = "sandbox";

  // RSA, as the certificates of real ones: some clients know no other cipher suites.
  private static final byte[] RSA_WITH_SHA256 =
      Der.sequence(
          Der.oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), new byte[] {0x05, 0x00});

  private SelfSignedCertificate() {}

  /**
   * Returns the key store of a file, making the file where there is none.
   *
   * @throws IOException when the file cannot be read or written
   */
  public static KeyStore loadOrCreate(Path file, Instant now) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD.toCharArray());
          return store;
        }
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      store.load(null, null);
      store.setKeyEntry(
          "sandbox",
          pair.getPrivate(),
          PASSWORD.toCharArray(),
          new Certificate[] {certificate(pair, now)});
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return store;
    } catch (GeneralSecurityException failure) {
      throw new IOException("cannot use the certificate in " + file, failure);
    }
  }

  /** Returns the password of the key store's key. */
  public static String password() {
    return PASSWORD;
  }

  private static Certificate certificate(KeyPair pair, Instant now)
      throws GeneralSecurityException {
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid(0x55, 0x04, 0x03), Der.text("imgapi sandbox"))));
    byte[] validity =
        Der.sequence(
            Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(Duration.ofDays(3650))));
    byte[] names =
        Der.sequence(
            Der.tagged(0x82, "localhost".getBytes(US_ASCII)),
            Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
    byte[] extensions =
        Der.tagged(
            0xa3,
            Der.sequence(
                Der.sequence(Der.oid(0x55, 0x1d, 0x11), Der.octets(names)),
                Der.sequence(
                    Der.oid(0x55, 0x1d, 0x13),
                    Der.truth(),
                    Der.octets(Der.sequence(Der.truth())))));
    byte[] body =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(120, new SecureRandom()).add(BigInteger.ONE)),
            RSA_WITH_SHA256,
            name,
            validity,
            name,
            pair.getPublic().getEncoded(),
            extensions);
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(pair.getPrivate());
    signer.update(body);
    byte[] whole = Der.sequence(body, RSA_WITH_SHA256, Der.bits(signer.sign()));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(whole));
  }
}
