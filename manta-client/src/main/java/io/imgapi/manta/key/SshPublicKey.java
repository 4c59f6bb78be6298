/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A public key as SSH writes it: type, blob and comment. Immutable. */
public final class SshPublicKey {
  private final String type;
  private final byte[] blob;
  private final String comment;

  private SshPublicKey(String type, byte[] blob, String comment) {
    this.type = type;
    this.blob = blob;
    this.comment = comment;
  }

  /**
   * Parses a line of an {@code authorized_keys} or {@code .pub} file: type, base64, comment.
   * Options before the type are not understood.
   *
   * @throws MantaKeyException if it is not such a line
   */
  public static SshPublicKey parse(String line) {
    String[] fields = line.strip().split("[ \t]+", 3);
    if (fields.length < 2) {
      throw notAKey("two fields expected, type and base64");
    }
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(fields[1]);
    } catch (IllegalArgumentException e) {
      throw notAKey("the second field is not base64");
    }
    SshPublicKey key = ofBlob(blob, fields.length == 3 ? fields[2].strip() : "");
    if (!key.type.equals(fields[0])) {
      throw notAKey("the line says " + fields[0] + " and its content " + key.type);
    }
    return key;
  }

  /**
   * A key from its blob.
   *
   * @throws MantaKeyException if the blob does not begin with a type
   */
  public static SshPublicKey ofBlob(byte[] blob, String comment) {
    SshWire wire = new SshWire(blob);
    String type = new String(wire.bytes(), StandardCharsets.US_ASCII);
    if (!type.matches("[a-z][a-z0-9@.-]+") || !wire.hasMore()) {
      throw notAKey("it names no key type");
    }
    return new SshPublicKey(type, blob.clone(), comment);
  }

  /** For example {@code ssh-rsa}, {@code ecdsa-sha2-nistp256}, {@code ssh-ed25519}. */
  public String type() {
    return type;
  }

  /** The bytes that are fingerprinted. A copy. */
  public byte[] blob() {
    return blob.clone();
  }

  /** Text after the key; empty where there is none. */
  public String comment() {
    return comment;
  }

  /** MD5 fingerprint in lower-case hex pairs with colons: what Manta's key ids are made of. */
  public String md5() {
    return HexFormat.ofDelimiter(":").formatHex(digest("MD5"));
  }

  /** SHA-256 fingerprint as OpenSSH prints it, {@code SHA256:} and base64 without padding. */
  public String sha256() {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256"));
  }

  /**
   * Whether a key id names this key.
   *
   * @param keyId bare MD5, {@code MD5:...} or {@code SHA256:...}
   * @throws MantaKeyException if it is none of these
   */
  public boolean hasId(String keyId) {
    return KeyId.parse(keyId).names(this);
  }

  /** The line of a {@code .pub} file, without line end. */
  public String line() {
    String line = type + " " + Base64.getEncoder().encodeToString(blob);
    return comment.isEmpty() ? line : line + " " + comment;
  }

  private byte[] digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(blob);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static MantaKeyException notAKey(String why) {
    return new MantaKeyException(
        MantaKeyException.Reason.UNKNOWN_FORMAT, "not an SSH public key: " + why);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshPublicKey that && Arrays.equals(blob, that.blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  @Override
  public String toString() {
    return type + " " + md5();
  }
}
