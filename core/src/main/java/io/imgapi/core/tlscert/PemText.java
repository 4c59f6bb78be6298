/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.tlscert;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Certificates and a key as PEM text.
 *
 * @param path where it came from, for messages
 */
record PemText(Path path) {

  CertificateFile read(byte[] pem) {
    List<X509Certificate> chain = new ArrayList<>();
    List<PrivateKey> keys = new ArrayList<>();
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof X509CertificateHolder certificate) {
          chain.add(new JcaX509CertificateConverter().getCertificate(certificate));
        } else {
          key(part).ifPresent(keys::add);
        }
      }
    } catch (IOException | CertificateException | RuntimeException e) {
      // The library's message could quote what it could not read, which may be a key.
      throw e instanceof ImgapiException known ? known : invalid("it is damaged");
    }
    if (keys.size() > 1) {
      throw invalid("it holds more than one private key");
    }
    return new CertificateFile(path, chain, keys.stream().findFirst());
  }

  /** What is neither certificate nor key, as parameters of a curve, means nothing to us. */
  private Optional<PrivateKey> key(Object part) throws IOException {
    if (part instanceof PEMEncryptedKeyPair || part instanceof PKCS8EncryptedPrivateKeyInfo) {
      throw invalid(
              "its private key has a passphrase, and nobody types one when the service starts")
          .remedy("take it off with: openssl pkey -in " + path + " -out FILE");
    }
    if (part instanceof PEMKeyPair pair) {
      return Optional.of(new JcaPEMKeyConverter().getKeyPair(pair).getPrivate());
    }
    if (part instanceof PrivateKeyInfo info) {
      return Optional.of(new JcaPEMKeyConverter().getPrivateKey(info));
    }
    return Optional.empty();
  }

  ImgapiException invalid(String why) {
    return ImgapiException.of(
            ExitCode.CONFIG_INVALID, "the file is no certificate as the service needs it: " + why)
        .with("file", path.toString())
        .remedy("it must be PEM text: the certificate, those that vouch for it, and the key");
  }

  static byte[] write(List<X509Certificate> chain, Optional<PrivateKey> key) {
    StringWriter text = new StringWriter();
    try (PemWriter pem = new PemWriter(text)) {
      for (X509Certificate certificate : chain) {
        pem.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
      }
      if (key.isPresent()) {
        pem.writeObject(new PemObject("PRIVATE KEY", key.get().getEncoded()));
      }
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
