/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Instant;
import java.util.Base64;

/**
 * One line of a directory listing (manta-protocol.md 3.2). For a directory only name, type and
 * mtime are there.
 *
 * @param name last component, decoded; never empty, {@code .} or {@code ..}, never with a slash
 * @param type object or directory
 * @param etag raw and unquoted; empty for a directory
 * @param size bytes; -1 for a directory
 * @param md5 of the content in base64; empty for a directory
 * @param mtime ISO 8601 UTC with milliseconds as the server wrote it; empty where it wrote none
 * @param durability copies; 0 for an empty object, -1 where the server gave none
 * @param contentType empty for a directory
 */
public record MantaEntry(
    String name,
    EntryType type,
    String etag,
    long size,
    String md5,
    String mtime,
    int durability,
    String contentType) {

  /** Whether this is an object. */
  public boolean isObject() {
    return type == EntryType.OBJECT;
  }

  /** Whether this is a directory. */
  public boolean isDirectory() {
    return type == EntryType.DIRECTORY;
  }

  /**
   * When the entry was written.
   *
   * @throws java.time.format.DateTimeParseException if the server wrote no usable time
   */
  public Instant modified() {
    return Instant.parse(mtime);
  }

  /**
   * The 16 bytes of the MD5; empty array for a directory.
   *
   * @throws IllegalArgumentException if the server wrote no base64
   */
  public byte[] md5Bytes() {
    return Base64.getDecoder().decode(md5);
  }
}
