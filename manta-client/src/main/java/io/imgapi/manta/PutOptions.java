/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an object is put. Immutable; start with {@link #standard()}.
 *
 * @param condition what must hold
 * @param contentType empty: the server keeps the type of the object replaced, or takes {@code
 *     application/octet-stream}
 * @param durability copies, 1 to 6; 0 leaves it to the server (2)
 * @param contentDisposition empty: none
 * @param contentMd5 of the body in base64, checked by the server before it stores; empty: computed
 *     while sending and compared with the server's afterwards
 * @param hashedByCaller whether the caller hashes the body by itself and compares with {@link
 *     PutResult#md5()}, which then is the server's
 * @param metadata {@code m-*} headers; Manta silently drops what exceeds 4096 bytes of values, so
 *     this is refused here
 */
public record PutOptions(
    Condition condition,
    String contentType,
    int durability,
    String contentDisposition,
    String contentMd5,
    boolean hashedByCaller,
    Map<String, String> metadata) {

  private static final int MAX_METADATA = 4096;
  private static final PutOptions STANDARD =
      new PutOptions(Condition.none(), "", 0, "", "", false, Map.of());

  /** Refuses metadata that Manta would not keep. */
  public PutOptions {
    metadata = checked(metadata);
  }

  /** Unconditional, nothing set. */
  public static PutOptions standard() {
    return STANDARD;
  }

  /** The same, conditional. */
  public PutOptions when(Condition value) {
    return new PutOptions(
        value, contentType, durability, contentDisposition, contentMd5, hashedByCaller, metadata);
  }

  /** The same with a content type. */
  public PutOptions contentType(String value) {
    return new PutOptions(
        condition, value, durability, contentDisposition, contentMd5, hashedByCaller, metadata);
  }

  /** The same with a number of copies. */
  public PutOptions durability(int value) {
    return new PutOptions(
        condition, contentType, value, contentDisposition, contentMd5, hashedByCaller, metadata);
  }

  /** The same with a content disposition. */
  public PutOptions contentDisposition(String value) {
    return new PutOptions(
        condition, contentType, durability, value, contentMd5, hashedByCaller, metadata);
  }

  /** The same with the body's MD5 in base64. */
  public PutOptions contentMd5(String value) {
    return new PutOptions(
        condition, contentType, durability, contentDisposition, value, hashedByCaller, metadata);
  }

  /** The same without hashing here, for a body that is hashed where it is made. */
  public PutOptions withoutHashing() {
    return new PutOptions(
        condition, contentType, durability, contentDisposition, contentMd5, true, metadata);
  }

  /**
   * The same with this user metadata in place of what was set.
   *
   * @param value names begin with {@code m-}
   * @throws IllegalArgumentException for other names, values that are not printable ASCII, or more
   *     than 4095 bytes of values
   */
  public PutOptions metadata(Map<String, String> value) {
    return new PutOptions(
        condition, contentType, durability, contentDisposition, contentMd5, hashedByCaller, value);
  }

  private static Map<String, String> checked(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return Map.of();
    }
    Map<String, String> sorted = new TreeMap<>();
    int bytes = 0;
    for (Map.Entry<String, String> header : metadata.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!name.matches("m-[a-z0-9!#$%&'*+.^_`|~-]+")) {
        throw new IllegalArgumentException("metadata names begin with m-: '" + name + "'");
      }
      if (!header.getValue().chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        throw new IllegalArgumentException("metadata must be printable ASCII: '" + name + "'");
      }
      bytes += header.getValue().length();
      sorted.put(name, header.getValue());
    }
    if (bytes >= MAX_METADATA) {
      throw new IllegalArgumentException(
          "metadata values take " + bytes + " bytes; Manta keeps less than " + MAX_METADATA);
    }
    return Collections.unmodifiableMap(sorted);
  }
}
