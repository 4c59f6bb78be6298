/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the headers of a HEAD or GET tell about a path (manta-protocol.md 3.3, 3.5).
 *
 * @param path what was asked
 * @param type object or directory
 * @param etag raw and unquoted; empty for a directory
 * @param size bytes of the whole object; -1 for a directory
 * @param md5 of the whole content in base64; empty for a directory and on a ranged download
 * @param contentType as stored
 * @param contentDisposition as stored; empty where none
 * @param lastModified one-second resolution; empty for the top directories of an account
 * @param durability copies; -1 where the server gave none
 * @param metadata the {@code m-*} headers, names in lower case with the prefix
 * @param resultSetSize entries of a directory; -1 for an object
 * @param serverTime the server's clock when it answered; empty where it did not say
 */
public record MantaStat(
    MantaPath path,
    EntryType type,
    String etag,
    long size,
    String md5,
    String contentType,
    String contentDisposition,
    Optional<Instant> lastModified,
    int durability,
    Map<String, String> metadata,
    long resultSetSize,
    Optional<Instant> serverTime) {

  /** Copies the metadata. */
  public MantaStat {
    metadata = Map.copyOf(metadata);
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return type == EntryType.OBJECT;
  }

  /** Whether this is a directory. */
  public boolean isDirectory() {
    return type == EntryType.DIRECTORY;
  }
}
