/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How people see a public key: its kind and its fingerprint, as {@code ssh-keygen -l} shows it. */
final class PublicKeyText {
  private PublicKeyText() {}

  /** For example {@code SHA256:uNiVztksCsDhcc0u9e8BrmrDQnp...}. */
  static String fingerprint(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The name that begins a key's blob (RFC 4253 6.6), for example {@code ssh-ed25519}. */
  static String type(byte[] blob) {
    int length = ByteBuffer.wrap(blob).getInt();
    return new String(blob, Integer.BYTES, length, StandardCharsets.US_ASCII);
  }

  /** Both, for a message. */
  static String of(byte[] blob) {
    return type(blob) + " " + fingerprint(blob);
  }
}
