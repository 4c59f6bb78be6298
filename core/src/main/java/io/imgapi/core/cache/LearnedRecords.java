/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageManifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those that a run learns. Grows by blocks, so that growing needs no second copy. */
final class LearnedRecords extends Records {
  private static final int IN_BLOCK = 1024;
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private final List<ImageManifest> manifests = new ArrayList<>();
  private final KeyIndex index = new KeyIndex(this::key, 0);
  private int count;

  /**
   * Adds one, unless its key is there: then it says the same.
   *
   * @param manifest whose facts it has; empty where it is of no manifest. The run holds it anyway
   */
  void add(Md5 key, Md5 md5, byte[] sha1, Optional<ImageManifest> manifest) {
    if (count == blocks.size() * IN_BLOCK) {
      blocks.add(ByteBuffer.allocate(IN_BLOCK * RECORD));
    }
    ByteBuffer block = buffer(count);
    int at = position(count);
    put(block, at, key);
    put(block, at + MD5_AT, md5);
    block.put(at + SHA1_AT, sha1, 0, SHA1);
    block.putInt(at + FACTS_AT, manifest.isEmpty() ? NONE : manifests.size());
    if (!index.add(key)) {
      return;
    }
    manifest.ifPresent(manifests::add);
    count++;
  }

  private static void put(ByteBuffer block, int at, Md5 value) {
    block.putLong(at, value.high()).putLong(at + Long.BYTES, value.low());
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
    return blocks.get(number / IN_BLOCK);
  }

  @Override
  int position(int number) {
    return number % IN_BLOCK * RECORD;
  }

  @Override
  ByteBuffer facts(int number) {
    int at = buffer(number).getInt(position(number) + FACTS_AT);
    return ByteBuffer.wrap(at == NONE ? new byte[0] : ManifestFacts.packed(manifests.get(at)));
  }
}
