/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one object, open for reading. */
public interface OpenBody extends Closeable {

  /**
   * Reads bytes from a position into a buffer until it is full or the bytes end.
   *
   * @return the number of bytes read, 0 at the end
   */
  int read(long position, ByteBuffer target) throws IOException;

  @Override
  void close() throws IOException;

  /** Bytes in memory. */
  static OpenBody of(ByteBuffer bytes) {
    return new OpenBody() {
      @Override
      public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), Math.max(0, bytes.limit() - position));
        target.put(bytes.slice((int) position, count));
        return count;
      }

      @Override
      public void close() {}
    };
  }

  /** Bytes of a file. */
  static OpenBody of(FileChannel channel) {
    return new OpenBody() {
      @Override
      public int read(long position, ByteBuffer target) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
          int count = channel.read(target, position + total);
          if (count < 0) {
            break;
          }
          total += count;
        }
        return total;
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
