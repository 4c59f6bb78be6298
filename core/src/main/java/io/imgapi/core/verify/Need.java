/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.snapshot.SnapshotEntry;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What content an object must have, as far as somebody says.
 *
 * @param size bytes, or -1 where nobody says
 * @param md5 its digest, where somebody says
 * @param sha1 lower-case hex, empty where nobody says
 */
public record Need(long size, Optional<Md5> md5, String sha1) {
  /** Nothing is known of it. */
  static final Need UNKNOWN = new Need(-1, Optional.empty(), "");

  /** What a manifest says of a file. */
  static Need of(ImageFile file) {
    return new Need(file.size(), file.md5(), file.sha1());
  }

  /** What a snapshot says of a file. */
  static Need of(SnapshotEntry entry) {
    return of(entry.size(), entry.md5());
  }

  /** What a listing says of an object. */
  static Need of(long size, Md5 md5) {
    return new Need(size, Optional.of(md5), "");
  }

  /** What both say together; where they disagree, this one. */
  Need and(Need other) {
    return new Need(
        size < 0 ? other.size : size,
        md5.isPresent() ? md5 : other.md5,
        sha1.isEmpty() ? other.sha1 : sha1);
  }

  /** Whether nothing that a listing says speaks against it. */
  boolean admits(long listedSize, Md5 listedMd5) {
    return (size < 0 || size == listedSize)
        && (md5.isEmpty() || listedMd5 == null || md5.get().equals(listedMd5));
  }

  /** Whether nothing that a reading found speaks against it. */
  boolean admits(FileDigests digests) {
    return admits(digests.size(), digests.md5()) && (sha1.isEmpty() || sha1.equals(digests.sha1()));
  }

  /** The same, but where both digests are said only the SHA-1, which the server goes by. */
  Need proof() {
    return sha1.isEmpty() ? this : new Need(size, Optional.empty(), sha1);
  }

  /** Whether this can tell the content from every other one. */
  boolean isProof() {
    return md5.isPresent() || !sha1.isEmpty();
  }

  /** Whether these bytes are surely the content. */
  boolean isProvenBy(FileDigests digests) {
    return isProof() && admits(digests);
  }

  /** In words: {@code 300000 bytes, MD5 ...}; empty where nothing is known. */
  public String words() {
    StringJoiner words = new StringJoiner(", ");
    if (size >= 0) {
      words.add(size + " bytes");
    }
    md5.ifPresent(digest -> words.add("MD5 " + digest.hex()));
    if (!sha1.isEmpty()) {
      words.add("SHA-1 " + sha1);
    }
    return words.toString();
  }
}
