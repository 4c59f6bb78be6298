/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.digest.Md5;
import io.imgapi.manta.MantaEntry;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.MantaStat;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * An object or a directory in Manta.
 *
 * @param path whole path, decoded
 * @param name last component of the path, decoded
 * @param directory whether it is a directory; then size is 0, etag and contentType are empty
 * @param size bytes
 * @param modified when it was written, by Manta's clock; empty where Manta does not say
 * @param etag version
 * @param md5 digest of the content; empty where Manta does not say
 * @param contentType as stored
 * @param durability copies; -1 where Manta does not say
 */
public record Item(
    String path,
    String name,
    boolean directory,
    long size,
    Optional<Instant> modified,
    String etag,
    Optional<Md5> md5,
    String contentType,
    int durability) {

  static Item of(MantaPath path, MantaEntry entry) {
    return new Item(
        path.toString(),
        entry.name(),
        entry.isDirectory(),
        Math.max(0, entry.size()),
        instant(entry.mtime()),
        entry.etag(),
        digest(entry.md5()),
        entry.contentType(),
        entry.durability());
  }

  static Item of(MantaStat stat) {
    return new Item(
        stat.path().toString(),
        stat.path().name(),
        stat.isDirectory(),
        Math.max(0, stat.size()),
        stat.lastModified(),
        stat.etag(),
        digest(stat.md5()),
        stat.isDirectory() ? "" : stat.contentType(),
        stat.durability());
  }

  /** The account, which is the first component of every path. */
  public String account() {
    int end = path.indexOf('/', 1);
    return end < 0 ? path.substring(1) : path.substring(1, end);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  // One odd entry must not hide the others from somebody who looks for what is wrong.
  private static Optional<Md5> digest(String base64) {
    try {
      return base64.isEmpty() ? Optional.empty() : Optional.of(Md5.ofBase64(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
