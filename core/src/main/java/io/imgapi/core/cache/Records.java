/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Digests of many files, packed: there are hundreds of thousands. Grows at its end; found by key
 * where they are in the order of their keys.
 */
final class Records {
  static final int RECORD = 56;
  static final int SHA1 = 20;
  private static final int MD5_AT = 16;
  private static final int SHA1_AT = 32;
  private static final int FACTS_AT = 52;
  private static final int FIRST = 64;

  /** Where a record has no facts. */
  static final int NONE = -1;

  private ByteBuffer index;
  private byte[] facts;
  private int count;
  private int factsLength;

  /** None yet. */
  Records() {
    this(ByteBuffer.allocate(FIRST * RECORD), 0, new byte[FIRST]);
    factsLength = 0;
  }

  /** Those that were written to a file. */
  Records(ByteBuffer index, int count, byte[] facts) {
    this.index = index;
    this.count = count;
    this.facts = facts;
    this.factsLength = facts.length;
  }

  int count() {
    return count;
  }

  /** Adds one. */
  void add(Md5 key, Md5 md5, byte[] sha1, byte[] itsFacts) {
    if (index.capacity() < (count + 1) * RECORD) {
      index =
          ByteBuffer.wrap(Arrays.copyOf(index.array(), index.capacity() + index.capacity() / 2));
    }
    int at = count * RECORD;
    put(at, key);
    put(at + MD5_AT, md5);
    index.put(at + SHA1_AT, sha1, 0, SHA1);
    index.putInt(at + FACTS_AT, itsFacts.length == 0 ? NONE : factsLength);
    if (itsFacts.length > 0) {
      appendFacts(itsFacts);
    }
    count++;
  }

  private void appendFacts(byte[] more) {
    if (facts.length < factsLength + Integer.BYTES + more.length) {
      facts = Arrays.copyOf(facts, factsLength + factsLength / 2 + Integer.BYTES + more.length);
    }
    ByteBuffer.wrap(facts).putInt(factsLength, more.length);
    System.arraycopy(more, 0, facts, factsLength + Integer.BYTES, more.length);
    factsLength += Integer.BYTES + more.length;
  }

  private void put(int at, Md5 value) {
    index.putLong(at, value.high()).putLong(at + Long.BYTES, value.low());
  }

  private Md5 md5At(int at) {
    return new Md5(index.getLong(at), index.getLong(at + Long.BYTES));
  }

  /** The number of the record with this key, or -1; only where they are in order. */
  int find(Md5 key) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(md5At(middle * RECORD), key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  static int compare(Md5 one, Md5 other) {
    int high = Long.compareUnsigned(one.high(), other.high());
    return high != 0 ? high : Long.compareUnsigned(one.low(), other.low());
  }

  Md5 key(int number) {
    return md5At(number * RECORD);
  }

  Md5 md5(int number) {
    return md5At(number * RECORD + MD5_AT);
  }

  byte[] sha1(int number) {
    byte[] sha1 = new byte[SHA1];
    index.get(number * RECORD + SHA1_AT, sha1);
    return sha1;
  }

  /** The facts as they lie here; not to be changed. */
  ByteBuffer factsOf(int number) {
    int at = index.getInt(number * RECORD + FACTS_AT);
    if (at == NONE) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer all = ByteBuffer.wrap(facts).asReadOnlyBuffer();
    return all.slice(at + Integer.BYTES, all.getInt(at));
  }

  /** What was added as facts; empty where nothing was. */
  byte[] facts(int number) {
    int at = index.getInt(number * RECORD + FACTS_AT);
    if (at == NONE) {
      return new byte[0];
    }
    int length = ByteBuffer.wrap(facts).getInt(at);
    return Arrays.copyOfRange(facts, at + Integer.BYTES, at + Integer.BYTES + length);
  }
}
