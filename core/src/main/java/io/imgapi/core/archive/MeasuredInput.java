/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.io.IOException;
import java.io.InputStream;

/** Lets no more bytes through than were allowed, however many there are. */
final class MeasuredInput extends InputStream {
  private final InputStream in;
  private long allowed;
  private String refusal = "";
  private RuntimeException failure;

  MeasuredInput(InputStream in) {
    this.in = in;
  }

  /** From here on, so many bytes may come; the one after them is refused in these words. */
  void allow(long bytes, String orElse) {
    allowed = bytes;
    refusal = orElse;
  }

  /** Whether an exception is one that the source of the bytes threw. */
  boolean threw(RuntimeException e) {
    return failure == e;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] block, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = readSource(block, offset, (int) Math.max(1, Math.min(length, allowed)));
    if (n > allowed) {
      throw new HostileArchiveException(refusal);
    }
    allowed -= Math.max(n, 0);
    return n;
  }

  private int readSource(byte[] block, int offset, int length) throws IOException {
    try {
      return in.read(block, offset, length);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
