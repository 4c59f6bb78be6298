/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Writes JSON as bytes without building trees: listings are the busiest answers. */
final class JsonText {

  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private byte[] bytes;
  private int size;

  JsonText(int capacity) {
    bytes = new byte[capacity];
  }

  /** Appends ASCII text as it is. */
  JsonText raw(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  JsonText number(long value) {
    return raw(Long.toString(value));
  }

  /** Appends a quoted string. */
  JsonText string(String text) {
    room(text.length() * 6 + 2);
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        int end = i;
        while (end < text.length() && text.charAt(end) >= 0x80) {
          end++;
        }
        byte[] utf8 = text.substring(i, end).getBytes(UTF_8);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        i = end - 1;
      } else {
        ascii(c);
      }
    }
    bytes[size++] = '"';
    return this;
  }

  private void ascii(char c) {
    if (c >= 0x20) {
      if (c == '"' || c == '\\') {
        bytes[size++] = '\\';
      }
      bytes[size++] = (byte) c;
      return;
    }
    bytes[size++] = '\\';
    switch (c) {
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      case '\b' -> bytes[size++] = 'b';
      case '\f' -> bytes[size++] = 'f';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      }
    }
  }

  /** Appends a quoted time: ISO 8601, UTC, always with milliseconds. */
  JsonText time(long epochMillis) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
    room(26);
    bytes[size++] = '"';
    digits(time.getYear(), 4);
    bytes[size++] = '-';
    digits(time.getMonthValue(), 2);
    bytes[size++] = '-';
    digits(time.getDayOfMonth(), 2);
    bytes[size++] = 'T';
    digits(time.getHour(), 2);
    bytes[size++] = ':';
    digits(time.getMinute(), 2);
    bytes[size++] = ':';
    digits(time.getSecond(), 2);
    bytes[size++] = '.';
    digits((int) Math.floorMod(epochMillis, 1000L), 3);
    bytes[size++] = 'Z';
    bytes[size++] = '"';
    return this;
  }

  private void digits(int value, int width) {
    int rest = value;
    for (int i = width - 1; i >= 0; i--) {
      bytes[size + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
  }

  int size() {
    return size;
  }

  /** Hands out what was written and starts over; the buffer is valid until the next append. */
  ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(bytes, 0, size);
    size = 0;
    return taken;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
