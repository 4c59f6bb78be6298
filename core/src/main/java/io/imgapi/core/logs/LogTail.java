/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.host.HostFiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The last lines of a file that may be huge, read from its end. */
final class LogTail {
  private static final int BLOCK = 128 * 1024;

  /** A longer line is shown in pieces, so that a file without line ends fills no memory. */
  static final int LONGEST_LINE = 1024 * 1024;

  private final HostFiles files;
  private final Path file;
  private final Predicate<String> wanted;

  /**
   * Reads one file.
   *
   * @param wanted which lines count
   */
  LogTail(HostFiles files, Path file, Predicate<String> wanted) {
    this.files = files;
    this.file = file;
    this.wanted = wanted;
  }

  /**
   * The last lines before an offset.
   *
   * @param end where a line ends
   * @param most how many
   */
  List<String> before(long end, long most) {
    Deque<String> found = new ArrayDeque<>();
    long unread = end;
    byte[] rest = {};
    while (unread > 0 && found.size() < most) {
      long begin = Math.max(0, unread - BLOCK);
      byte[] text = joined(part(begin, (int) (unread - begin)), rest);
      unread = begin;
      int to = text.length;
      for (int i = to - 1; i >= 0 && found.size() < most; i--) {
        if (text[i] == '\n') {
          take(text, i + 1, to, end, unread + i + 1, found);
          to = i;
        }
      }
      rest = new byte[to];
      System.arraycopy(text, 0, rest, 0, to);
      if (rest.length > LONGEST_LINE || unread == 0) {
        if (found.size() < most) {
          take(rest, 0, rest.length, end, unread, found);
        }
        rest = new byte[0];
      }
    }
    return new ArrayList<>(found);
  }

  /** Where the last line before an offset ends that has an end; 0 where none has. */
  long lastLineEnd(long size) {
    for (long unread = size; unread > 0; unread = Math.max(0, unread - BLOCK)) {
      long begin = Math.max(0, unread - BLOCK);
      byte[] text = part(begin, (int) (unread - begin));
      for (int i = text.length - 1; i >= 0; i--) {
        if (text[i] == '\n') {
          return begin + i + 1;
        }
      }
    }
    return 0;
  }

  /** The emptiness behind the last line end is no line. */
  private void take(byte[] text, int from, int to, long end, long at, Deque<String> found) {
    String line = new String(text, from, to - from, StandardCharsets.UTF_8);
    if ((from < to || at < end) && wanted.test(line)) {
      found.addFirst(line);
    }
  }

  private byte[] part(long offset, int length) {
    return files.readPart(file, offset, length).orElse(new byte[0]);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
