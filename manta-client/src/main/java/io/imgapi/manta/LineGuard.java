/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a page of a listing on, notes whether it ends with a line end, and stops at a line or a
 * page without end.
 */
final class LineGuard extends FilterInputStream {
  private final int maxLine;
  private final int maxPage;
  private long line;
  private long page;
  private boolean tooLong;

  LineGuard(InputStream in, int maxLine, int maxPage) {
    super(in);
    this.maxLine = maxLine;
    this.maxPage = maxPage;
  }

  /** Whether a line, or all of them together, was longer than allowed. */
  boolean tooLong() {
    return tooLong;
  }

  /** Whether everything so far ended with a line end. */
  boolean atLineEnd() {
    return line == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    page += Math.max(0, count);
    if (page > maxPage) {
      tooLong = true;
      throw new IOException("a page of the listing is longer than " + maxPage + " bytes");
    }
    for (int i = 0; i < count; i++) {
      if (bytes[offset + i] == '\n') {
        line = 0;
      } else if (++line > maxLine) {
        tooLong = true;
        throw new IOException("a line of the listing is longer than " + maxLine + " bytes");
      }
    }
    return count;
  }
}
