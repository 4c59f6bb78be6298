/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

/** Signs for one key. Thread-safe. */
public interface MantaSigner {

  /** The public half. */
  SshPublicKey publicKey();

  /** Name on the wire, for example {@code rsa-sha256} (manta-protocol.md 2.2). */
  String algorithm();

  /**
   * Signs.
   *
   * @return RSA: PKCS#1 v1.5; ECDSA: ASN.1 DER; Ed25519: raw 64 bytes (manta-protocol.md 2.1)
   * @throws MantaKeyException if the key's holder will not or cannot sign; not repeated by the
   *     client
   */
  byte[] sign(byte[] data);
}
