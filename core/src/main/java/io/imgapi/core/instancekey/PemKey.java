/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import com.jcraft.jsch.KeyPair;
import io.imgapi.manta.key.SshPublicKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A key pair as text, for a service that is configured with its content: ECDSA on P-256, the
 * private half in the form that every version of the service reads.
 */
public final class PemKey {
  private static final int BYTES = 32;
  // After the sequence's head and the version: 30 xx 02 01 01 04.
  private static final int OCTETS_LENGTH = 6;
  private final String privateText;
  private final SshPublicKey publicKey;

  private PemKey(String privateText, SshPublicKey publicKey) {
    this.privateText = privateText;
    this.publicKey = publicKey;
  }

  /**
   * Makes a new pair, never the same twice.
   *
   * @param comment what its public half is called
   */
  public static PemKey generate(String comment) {
    while (true) {
      PemKey key = NewPair.make(pair -> read(pair, comment));
      if (key.isExact()) {
        return key;
      }
    }
  }

  private static PemKey read(KeyPair pair, String comment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pair.writePrivateKey(out);
    return new PemKey(
        out.toString(StandardCharsets.US_ASCII).strip(),
        SshPublicKey.ofBlob(pair.getPublicKeyBlob(), comment));
  }

  /**
   * Whether the private integer takes the 32 bytes that RFC 5915 wants: the library writes it as it
   * is, shorter or longer by a zero, which strict readers refuse.
   */
  private boolean isExact() {
    byte[] der =
        Base64.getMimeDecoder().decode(privateText.replaceAll("-----[A-Z ]+-----", "").strip());
    return der[OCTETS_LENGTH] == BYTES;
  }

  /** The private half: for the service's configuration, and to sign with. */
  public String privateText() {
    return privateText;
  }

  /** What may be shown. */
  public PublicHalf publicHalf() {
    return new PublicHalf(publicKey.line(), publicKey.sha256(), publicKey.md5());
  }

  /** The public half alone. */
  @Override
  public String toString() {
    return publicKey.sha256();
  }
}
