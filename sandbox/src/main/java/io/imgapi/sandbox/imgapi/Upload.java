/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** The content of a request on its way to storage: measured, digested, and cut when too large. */
final class Upload {

  private final InputStream in;
  private final long limit;
  private final String tooLarge;
  private final MessageDigest sha1 = Digests.sha1();
  private final MessageDigest md5 = Digests.md5();
  private long size;

  /**
   * Takes a body.
   *
   * @param limit the most bytes that are taken
   * @param tooLarge what is answered when there are more
   */
  Upload(InputStream in, long limit, String tooLarge) {
    this.in = in;
    this.limit = limit;
    this.tooLarge = tooLarge;
  }

  /**
   * Passes everything on.
   *
   * @throws ClientGone when reading failed; any other IOException is the receiver's
   */
  void copyTo(OutputStream out) throws IOException {
    byte[] piece = new byte[64 * 1024];
    for (int read = read(piece); read >= 0; read = read(piece)) {
      size += read;
      if (size > limit) {
        throw ApiError.upload(tooLarge);
      }
      sha1.update(piece, 0, read);
      md5.update(piece, 0, read);
      out.write(piece, 0, read);
    }
  }

  private int read(byte[] piece) throws IOException {
    try {
      return in.read(piece);
    } catch (IOException broken) {
      throw new ClientGone(broken);
    }
  }

  long size() {
    return size;
  }

  /** Returns the digests of what was passed on; once. */
  Digested digested() {
    return new Digested(size, Digests.hex(sha1.digest()), Digests.base64(md5.digest()));
  }

  /**
   * What manifests say of a content.
   *
   * @param sha1 in hexadecimal
   * @param md5 in base64
   */
  record Digested(long size, String sha1, String md5) {}
}
