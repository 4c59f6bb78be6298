/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate and its private key in one file, as haproxy wants them. */
final class PemCertificate {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final byte[] RSA = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private PemCertificate() {}

  /**
   * Reads the certificates and the RSA key (PKCS#8 or PKCS#1) of a file.
   *
   * @param password protects the key within the store
   * @throws IOException when the file cannot be read, or has not both
   */
  static KeyStore load(Path file, String password) throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(file, UTF_8));
    ByteArrayOutputStream certificates = new ByteArrayOutputStream();
    byte[] key = null;
    while (blocks.find()) {
      byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(2));
      switch (blocks.group(1)) {
        case "CERTIFICATE" -> certificates.writeBytes(bytes);
        case "PRIVATE KEY" -> key = bytes;
        case "RSA PRIVATE KEY" -> key = pkcs8(bytes);
        default -> throw new IOException(file + " holds a " + blocks.group(1));
      }
    }
    if (certificates.size() == 0 || key == null) {
      throw new IOException(file + " lacks a certificate or its private key");
    }
    try {
      PrivateKey secret =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificates.toByteArray()))
              .toArray(new Certificate[0]);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("front", secret, password.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException broken) {
      throw new IOException(file + " holds a certificate or key that cannot be used", broken);
    }
  }

  private static byte[] pkcs8(byte[] pkcs1) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(RSA);
    body.writeBytes(tagged(0x04, pkcs1));
    return tagged(0x30, body.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
