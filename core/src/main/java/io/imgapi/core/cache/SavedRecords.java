/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import java.nio.ByteBuffer;

/** Those that were written to a file. */
final class SavedRecords extends Records {
  private final ByteBuffer records;
  private final ByteBuffer facts;
  private final int count;
  private final KeyIndex index;

  /** None. */
  SavedRecords() {
    this(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
  }

  /**
   * Takes what was read.
   *
   * @throws IllegalArgumentException where a key is there twice
   */
  SavedRecords(ByteBuffer records, ByteBuffer facts) {
    this.records = records;
    this.facts = facts;
    this.count = records.limit() / RECORD;
    this.index = new KeyIndex(this::key, count);
    for (int number = 0; number < count; number++) {
      if (!index.add(key(number))) {
        throw new IllegalArgumentException("a key is there twice");
      }
    }
  }

  @Override
  int count() {
    return count;
  }

  @Override
  int find(Md5 key) {
    return index.find(key);
  }

  @Override
  ByteBuffer buffer(int number) {
    return records;
  }

  @Override
  int position(int number) {
    return number * RECORD;
  }

  @Override
  ByteBuffer facts(int number) {
    int at = records.getInt(position(number) + FACTS_AT);
    return at == NONE
        ? ByteBuffer.allocate(0)
        : facts.slice(at + Integer.BYTES, facts.getInt(at)).asReadOnlyBuffer();
  }
}
