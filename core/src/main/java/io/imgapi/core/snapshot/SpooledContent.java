/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.run.Spool;
import io.imgapi.core.store.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A content that is made on the way and whose length must be known before it is sent: laid on disk,
 * gone when it is closed.
 */
public final class SpooledContent implements AutoCloseable {
  private final Spool spool;
  private final Content content;

  private SpooledContent(Spool spool, Content content) {
    this.spool = spool;
    this.content = content;
  }

  /** Writes a content. */
  @FunctionalInterface
  public interface Filling {
    void into(OutputStream out) throws IOException;
  }

  /**
   * Makes a content.
   *
   * @param directory on a disk with room for it
   */
  public static SpooledContent of(Path directory, Filling filling) throws IOException {
    Spool spool = Spool.in(directory);
    boolean whole = false;
    try {
      MessageDigest md5 = Digests.md5();
      try (OutputStream out =
          new DigestOutputStream(
              new BufferedOutputStream(Files.newOutputStream(spool.file())), md5)) {
        filling.into(out);
      }
      Path file = spool.file();
      Content content =
          new Content(
              Files.size(file), Optional.of(Md5.finish(md5)), true, out -> Files.copy(file, out));
      whole = true;
      return new SpooledContent(spool, content);
    } finally {
      if (!whole) {
        spool.close();
      }
    }
  }

  /** The content, as long as this is not closed. */
  public Content content() {
    return content;
  }

  /** Digest of the content. */
  public Md5 md5() {
    return content.md5().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
