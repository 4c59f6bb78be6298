/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * What the public key in a zone's metadata says about the instance's key.
 *
 * @param sha256 fingerprint as OpenSSH prints it, {@code SHA256:...}
 * @param comment the key's name, which is also the name of its file
 */
record InstancePublicKey(String sha256, String comment) {

  /** Reads one line as OpenSSH writes it; empty where it is not a public key. */
  static Optional<InstancePublicKey> parse(String line) {
    String[] fields = line.strip().split("[ \t]+", 3);
    if (fields.length < 2) {
      return Optional.empty();
    }
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(fields[1]);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] type = fields[0].getBytes(StandardCharsets.US_ASCII);
    if (!beginsWith(blob, type)) {
      return Optional.empty();
    }
    String comment = fields.length > 2 ? fields[2].strip() : "";
    String digest = Base64.getEncoder().withoutPadding().encodeToString(sha256(blob));
    return Optional.of(new InstancePublicKey("SHA256:" + digest, comment));
  }

  /** The blob repeats the type, with its length before it. */
  private static boolean beginsWith(byte[] blob, byte[] type) {
    if (blob.length < Integer.BYTES + type.length) {
      return false;
    }
    int length = java.nio.ByteBuffer.wrap(blob).getInt();
    return length == type.length
        && java.util.Arrays.equals(
            blob, Integer.BYTES, Integer.BYTES + length, type, 0, type.length);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
