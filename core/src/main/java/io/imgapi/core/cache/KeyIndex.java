/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Finds numbers by key in four to eight bytes for each. */
final class KeyIndex {
  private static final int FIRST = 1024;
  private static final int FREE = -1;
  private final IntFunction<Md5> keys;
  private int[] slots;
  private int count;

  /**
   * An empty one.
   *
   * @param keys the key of a number that was added
   * @param expected how many there will be, if that is known; more may come
   */
  KeyIndex(IntFunction<Md5> keys, int expected) {
    this.keys = keys;
    this.slots = slots(Math.max(FIRST, Integer.highestOneBit(Math.max(1, expected)) * 4));
  }

  private static int[] slots(int size) {
    int[] free = new int[size];
    Arrays.fill(free, FREE);
    return free;
  }

  /** The number with this key, or -1. */
  int find(Md5 key) {
    return slots[slotOf(key)];
  }

  /**
   * Adds the next number, which counts from 0.
   *
   * @return false where there is one with its key; it is found on, and nothing was added
   */
  boolean add(Md5 key) {
    int slot = slotOf(key);
    if (slots[slot] != FREE) {
      return false;
    }
    slots[slot] = count;
    count++;
    if (count * 2 > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    slots = slots(slots.length * 2);
    for (int number = 0; number < count; number++) {
      slots[slotOf(keys.apply(number))] = number;
    }
  }

  /** Where the key is, or would be. Keys are spread evenly. */
  private int slotOf(Md5 key) {
    int mask = slots.length - 1;
    int slot = (int) key.low() & mask;
    while (slots[slot] != FREE && !keys.apply(slots[slot]).equals(key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
