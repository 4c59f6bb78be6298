/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** A big-endian buffer that grows. */
final class ByteWriter {

  private ByteBuffer buffer;

  ByteWriter(int capacity) {
    buffer = ByteBuffer.allocate(capacity);
  }

  void putByte(byte value) {
    room(1).put(value);
  }

  void putInt(int value) {
    room(4).putInt(value);
  }

  void putLong(long value) {
    room(8).putLong(value);
  }

  void putString(String value) {
    putBytes(value.getBytes(UTF_8));
  }

  void putBytes(byte[] value) {
    room(4 + value.length).putInt(value.length).put(value);
  }

  void putInt(int position, int value) {
    buffer.putInt(position, value);
  }

  int size() {
    return buffer.position();
  }

  byte[] array() {
    return buffer.array();
  }

  byte[] toBytes() {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes));
      buffer.flip();
      larger.put(buffer);
      buffer = larger;
    }
    return buffer;
  }
}
