/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a command writes, found between two marks: after what login files print, and before what a
 * daemon that the command left behind may still write.
 */
final class MarkedOutput extends InputStream {
  private static final int END = -1;
  private static final int MARK = -2;
  private static final int KEPT = 1000;

  private final PushbackInputStream in;
  private final byte[] mark;
  private final ByteArrayOutputStream before = new ByteArrayOutputStream();
  private volatile String answer = "";
  private volatile boolean complete;

  /**
   * Reads a stream.
   *
   * @param mark its first character occurs in it once
   */
  MarkedOutput(InputStream in, String mark) {
    this.mark = mark.getBytes(StandardCharsets.UTF_8);
    this.in = new PushbackInputStream(new BufferedInputStream(in), this.mark.length);
  }

  /** What follows the first mark in its line; empty as long as it was not seen. */
  String answer() {
    return answer;
  }

  /** Whether the second mark was seen: the command has written all that it will. */
  boolean isComplete() {
    return complete;
  }

  /** The beginning of what came before the first mark. */
  synchronized String before() {
    return before.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int read() throws IOException {
    if (answer.isEmpty() && !begin()) {
      return END;
    }
    if (complete) {
      return END;
    }
    int next = next();
    complete = next == MARK;
    return complete ? END : next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = 0;
    do {
      int b = read();
      if (b == END) {
        return n == 0 && length > 0 ? END : n;
      }
      bytes[offset + n] = (byte) b;
      n++;
    } while (n < length && in.available() > 0);
    return n;
  }

  private boolean begin() throws IOException {
    for (int b = next(); b != MARK; b = next()) {
      if (b == END) {
        return false;
      }
      keep(b);
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n' && b != END; b = in.read()) {
      line.write(b);
    }
    answer = line.toString(StandardCharsets.UTF_8).strip();
    return !answer.isEmpty();
  }

  private synchronized void keep(int b) {
    if (before.size() < KEPT) {
      before.write(b);
    }
  }

  /** The next byte that is not of a mark. */
  private int next() throws IOException {
    int first = in.read();
    if (first != mark[0]) {
      return first;
    }
    byte[] more = in.readNBytes(mark.length - 1);
    if (Arrays.equals(more, 0, more.length, mark, 1, mark.length)) {
      return MARK;
    }
    in.unread(more);
    return first;
  }
}
