/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with a private key held in memory. */
final class PrivateKeySigner implements MantaSigner {
  private final SshPublicKey publicKey;
  private final PrivateKey privateKey;
  private final SignatureScheme scheme;

  PrivateKeySigner(SshPublicKey publicKey, PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.scheme = SignatureScheme.of(publicKey);
  }

  @Override
  public SshPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String algorithm() {
    return scheme.wireName();
  }

  @Override
  public byte[] sign(byte[] data) {
    try {
      Signature signature = Signature.getInstance(scheme.javaName());
      signature.initSign(privateKey);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new MantaKeyException(
          MantaKeyException.Reason.UNSUPPORTED,
          "this Java cannot sign with the key "
              + publicKey
              + " ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  @Override
  public String toString() {
    return "signer for " + publicKey;
  }
}
