/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sends a file in one reading and proves it on the way: its last block is held back until size and
 * SHA-1 are what the manifest says, so that a damaged file is never stored.
 *
 * <p>May be repeated: each call of {@link #to} reads from the beginning.
 */
final class ProvingCopy {
  private static final int BLOCK = 128 * 1024;
  private final Path file;
  private final FileWork work;
  private final Optional<Md5> told;
  private final Optional<String> wantedSha1;
  private Optional<Md5> sent;

  /**
   * Prepares.
   *
   * @param told the MD5 that the manifest says: the store compares it with what it received, and
   *     the SHA-1 proves that the file is the manifest's, so nothing else has to be hashed here
   */
  ProvingCopy(Path file, FileWork work, Optional<Md5> told) {
    this.file = file;
    this.work = work;
    this.told = told;
    this.wantedSha1 = work.proof().map(ImageFile::sha1).filter(sha1 -> !sha1.isEmpty());
    this.sent = told;
  }

  /**
   * Sends the file.
   *
   * @throws DamagedFileException where it is not what the manifest says
   * @throws IOException where it cannot be read or its size changed, or {@code out} broke
   */
  void to(OutputStream out) throws IOException {
    sent = told;
    MessageDigest md5 = Digests.md5();
    MessageDigest sha1 = Digests.sha1();
    byte[] block = new byte[BLOCK];
    long left = work.size();
    try (InputStream in = Files.newInputStream(file)) {
      while (left > BLOCK) {
        read(in, block, BLOCK);
        hash(md5, sha1, block, BLOCK);
        out.write(block);
        left -= BLOCK;
      }
      read(in, block, (int) left);
      hash(md5, sha1, block, (int) left);
      proveEnd(in, sha1);
    }
    out.write(block, 0, (int) left);
    if (told.isEmpty()) {
      sent = Optional.of(Md5.finish(md5));
    }
  }

  private static void read(InputStream in, byte[] block, int length) throws IOException {
    if (in.readNBytes(block, 0, length) < length) {
      throw new IOException("the file became shorter while it was sent");
    }
  }

  private void hash(MessageDigest md5, MessageDigest sha1, byte[] block, int length) {
    if (told.isEmpty()) {
      md5.update(block, 0, length);
    }
    if (wantedSha1.isPresent()) {
      sha1.update(block, 0, length);
    }
  }

  private void proveEnd(InputStream in, MessageDigest sha1) throws IOException {
    if (in.read() >= 0) {
      throw new IOException("the file became longer while it was sent");
    }
    String found = HexFormat.of().formatHex(sha1.digest());
    if (wantedSha1.isPresent() && !wantedSha1.get().equals(found)) {
      throw new DamagedFileException(
          "its SHA-1 is " + found + ", the manifest says " + wantedSha1.get());
    }
  }

  /** What the store must have computed; empty as long as no sending came to its end. */
  Optional<Md5> sent() {
    return sent;
  }
}
