/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

/**
 * How a kind of key signs for Manta.
 *
 * <p>P-384 signs with SHA-512: the name that matches its curve, {@code ecdsa-sha384}, is refused at
 * parse time by the real server (manta-protocol.md 2.2).
 */
enum SignatureScheme {
  RSA("ssh-rsa", "rsa-sha256", "SHA256withRSA", "rsa-sha2-256"),
  P256("ecdsa-sha2-nistp256", "ecdsa-sha256", "SHA256withECDSA", "ecdsa-sha2-nistp256"),
  P384("ecdsa-sha2-nistp384", "ecdsa-sha512", "SHA512withECDSA", null),
  P521("ecdsa-sha2-nistp521", "ecdsa-sha512", "SHA512withECDSA", "ecdsa-sha2-nistp521"),
  ED25519("ssh-ed25519", "ed25519-sha512", "Ed25519", "ssh-ed25519");

  private final String keyType;
  private final String wireName;
  private final String javaName;
  private final String agentName;

  SignatureScheme(String keyType, String wireName, String javaName, String agentName) {
    this.keyType = keyType;
    this.wireName = wireName;
    this.javaName = javaName;
    this.agentName = agentName;
  }

  static SignatureScheme of(SshPublicKey key) {
    for (SignatureScheme scheme : values()) {
      if (scheme.keyType.equals(key.type())) {
        return scheme;
      }
    }
    throw new MantaKeyException(
        MantaKeyException.Reason.UNSUPPORTED,
        "keys of type " + key.type() + " are not supported; use RSA, ECDSA or Ed25519");
  }

  String wireName() {
    return wireName;
  }

  String javaName() {
    return javaName;
  }

  /** What to ask an agent for; null where an agent can only make what Manta refuses. */
  String agentName() {
    return agentName;
  }

  boolean ecdsa() {
    return this == P256 || this == P384 || this == P521;
  }
}
