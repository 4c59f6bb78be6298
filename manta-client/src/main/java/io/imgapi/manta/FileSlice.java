/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a part of a file. */
record FileSlice(Path file, long offset, long length) implements BodyWriter {
  private static final int BUFFER = 64 * 1024;

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(offset);
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, length)));
      long left = length;
      while (left > 0) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        int count = channel.read(buffer);
        if (count < 0) {
          throw new EOFException(
              file + " became shorter while it was read: " + left + " bytes are missing");
        }
        out.write(buffer.array(), 0, count);
        left -= count;
      }
    }
  }
}
