/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An MD5 digest as a small value: 16 bytes in two longs, because a backup holds one for each of
 * some hundred thousand files.
 */
public record Md5(long high, long low) {
  private static final int BYTES = 16;

  /** The digest held in exactly 16 bytes. */
  public static Md5 ofBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an MD5 digest has 16 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Md5(buffer.getLong(), buffer.getLong());
  }

  /** The digest of some content. */
  public static Md5 of(byte[] content) {
    return ofBytes(Digests.md5().digest(content));
  }

  /** Ends a running computation; the {@code digest} is reset by it. */
  public static Md5 finish(MessageDigest digest) {
    return ofBytes(digest.digest());
  }

  /**
   * Reads the base64 form that Manta uses in listings and headers.
   *
   * @throws IllegalArgumentException where the text is not base64 of 16 bytes
   */
  public static Md5 ofBase64(String text) {
    return ofBytes(Base64.getDecoder().decode(text));
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** The form that Manta uses. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  /** Lower-case hex, as md5sum prints it. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  @Override
  public String toString() {
    return hex();
  }
}
