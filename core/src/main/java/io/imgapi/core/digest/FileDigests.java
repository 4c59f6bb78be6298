/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What one read of a file found.
 *
 * @param size bytes read
 * @param md5 digest that Manta knows the content by
 * @param sha1 digest that an image manifest knows the content by, lower-case hex
 */
public record FileDigests(long size, Md5 md5, String sha1) {
  private static final int FIRST_BLOCK = 8 * 1024;
  private static final int BLOCK = 128 * 1024;

  /** Digests of content in memory. */
  public static FileDigests of(byte[] content) {
    return new FileDigests(
        content.length, Md5.of(content), HexFormat.of().formatHex(Digests.sha1().digest(content)));
  }

  /**
   * Reads a file once, from its beginning to its end.
   *
   * @throws IOException where it cannot be opened or read to the end
   */
  public static FileDigests read(Path file) throws IOException {
    MessageDigest md5 = Digests.md5();
    MessageDigest sha1 = Digests.sha1();
    long size = 0;
    byte[] block = new byte[FIRST_BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        md5.update(block, 0, n);
        sha1.update(block, 0, n);
        size += n;
        // There are many small files, and a large block for each would be most of the garbage.
        block = size > FIRST_BLOCK && block.length < BLOCK ? new byte[BLOCK] : block;
      }
    }
    return new FileDigests(size, Md5.finish(md5), HexFormat.of().formatHex(sha1.digest()));
  }
}
