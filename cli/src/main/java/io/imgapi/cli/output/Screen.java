/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * The last line of a terminal, where progress is drawn over and over; it goes away before anything
 * else is written.
 */
public final class Screen {
  private static final int WIDTH = 79;
  private static final String CLEAR = "\r\033[K";
  private final Writer terminal;
  private boolean drawn;

  /** A screen; {@code terminal} is where standard error really goes. */
  public Screen(Writer terminal) {
    this.terminal = terminal;
  }

  /** Draws the line, in place of the one before. */
  public synchronized void draw(String line) {
    put(CLEAR + (line.length() > WIDTH ? line.substring(0, WIDTH) : line));
    drawn = true;
  }

  private synchronized void clear() {
    if (drawn) {
      put(CLEAR);
      drawn = false;
    }
  }

  private void put(String text) {
    try {
      terminal.write(text);
      terminal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is written through this takes the line away first. */
  public Writer above(Writer writer) {
    return new Writer() {
      @Override
      public void write(char[] characters, int offset, int length) throws IOException {
        clear();
        writer.write(characters, offset, length);
      }

      @Override
      public void flush() throws IOException {
        writer.flush();
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }
}
