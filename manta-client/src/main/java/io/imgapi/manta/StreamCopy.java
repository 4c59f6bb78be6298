/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes the next bytes of a stream, or all of it where the length is -1. */
record StreamCopy(InputStream in, long length) implements BodyWriter {
  private static final int BUFFER = 64 * 1024;

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = length < 0 ? Long.MAX_VALUE : length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        if (length >= 0) {
          throw new EOFException("the stream ended " + left + " bytes early");
        }
        return;
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }
}
