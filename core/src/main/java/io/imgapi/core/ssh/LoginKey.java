/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.util.Arrays;

/** A key to log in with. */
final class LoginKey {
  private final String source;
  private final byte[] blob;
  private final Signer signer;

  /**
   * A key.
   *
   * @param source where it is, for a message
   * @param blob its public half, as SSH sends it
   * @param signer makes signatures with its private half
   */
  LoginKey(String source, byte[] blob, Signer signer) {
    this.source = source;
    this.blob = blob.clone();
    this.signer = signer;
  }

  /** Signs, in an agent or here. */
  @FunctionalInterface
  interface Signer {
    /** Signature as SSH sends it; null or empty if there is none. */
    byte[] sign(byte[] data, String algorithm);
  }

  /** The algorithm to sign by; RSA keys no longer sign with SHA-1 (RFC 8332). */
  String algorithm() {
    String type = PublicKeyText.type(blob);
    return type.equals("ssh-rsa") ? "rsa-sha2-256" : type;
  }

  byte[] blob() {
    return blob.clone();
  }

  /** Whether that is its public half. */
  boolean isOf(byte[] other) {
    return Arrays.equals(blob, other);
  }

  /** Signature as SSH sends it; null or empty if none was made. */
  byte[] sign(byte[] data) {
    return signer.sign(data, algorithm());
  }

  /** Kind, fingerprint and place; nothing private. */
  @Override
  public String toString() {
    return PublicKeyText.of(blob) + " (" + source + ")";
  }
}
