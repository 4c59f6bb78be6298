/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.digest;

/**
 * A set of digests in 32 to 64 bytes for each, because there may be hundreds of thousands. Only
 * grows. Safe for many threads.
 */
public final class Md5Set {
  private static final int FIRST = 1024;
  private static final int PAIR = 2;
  private long[] table = new long[FIRST * PAIR];
  private int count;
  private boolean zero;

  /** Adds one; nothing happens where it is there. */
  public synchronized void add(Md5 md5) {
    if (isZero(md5.high(), md5.low())) {
      zero = true;
      return;
    }
    int at = placeOf(md5.high(), md5.low());
    if (isZero(table[at], table[at + 1])) {
      table[at] = md5.high();
      table[at + 1] = md5.low();
      count++;
      if (count * PAIR * PAIR > table.length) {
        grow();
      }
    }
  }

  /** Whether it was added. */
  public synchronized boolean contains(Md5 md5) {
    if (isZero(md5.high(), md5.low())) {
      return zero;
    }
    int at = placeOf(md5.high(), md5.low());
    return !isZero(table[at], table[at + 1]);
  }

  private void grow() {
    long[] before = table;
    table = new long[before.length * 2];
    for (int from = 0; from < before.length; from += PAIR) {
      if (!isZero(before[from], before[from + 1])) {
        int at = placeOf(before[from], before[from + 1]);
        table[at] = before[from];
        table[at + 1] = before[from + 1];
      }
    }
  }

  /** Where the digest is, or would be. Two zeros mark a free place. */
  private int placeOf(long high, long low) {
    int mask = table.length - 1;
    int at = (int) low * PAIR & mask;
    while (!isZero(table[at], table[at + 1]) && (table[at] != high || table[at + 1] != low)) {
      at = at + PAIR & mask;
    }
    return at;
  }

  private static boolean isZero(long high, long low) {
    return high == 0 && low == 0;
  }
}
