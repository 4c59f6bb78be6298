/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import java.nio.ByteBuffer;

/** Digests of many files, packed, by their keys: there are hundreds of thousands. */
abstract sealed class Records permits SavedRecords, LearnedRecords {
  /** Bytes of one, without its facts. */
  static final int RECORD = 56;

  static final int SHA1 = 20;
  static final int MD5_AT = 16;
  static final int SHA1_AT = 32;

  /** Where the place of its facts is said; {@link #NONE} where it has none. */
  static final int FACTS_AT = 52;

  static final int NONE = -1;

  /** How many there are; they are numbered from 0. */
  abstract int count();

  /** The number of the record with this key, or -1. */
  abstract int find(Md5 key);

  /** The buffer that holds the record. */
  abstract ByteBuffer buffer(int number);

  /** Where in its buffer the record begins. */
  abstract int position(int number);

  /** What was added as facts, not to be changed; empty where nothing was. */
  abstract ByteBuffer facts(int number);

  Md5 key(int number) {
    return md5(number, 0);
  }

  Md5 md5(int number) {
    return md5(number, MD5_AT);
  }

  private Md5 md5(int number, int at) {
    ByteBuffer buffer = buffer(number);
    int from = position(number) + at;
    return new Md5(buffer.getLong(from), buffer.getLong(from + Long.BYTES));
  }

  byte[] sha1(int number) {
    byte[] sha1 = new byte[SHA1];
    buffer(number).get(position(number) + SHA1_AT, sha1);
    return sha1;
  }
}
