/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.FileStamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Path and stamp of a file as one small number: equal only where all of them are. */
final class StampKey {
  private StampKey() {}

  static Md5 of(String path, FileStamp stamp) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(name.length + 4 * Long.BYTES);
    all.putLong(stamp.size()).putLong(stamp.modified()).putLong(stamp.changed());
    all.putLong(stamp.inode()).put(name);
    return Md5.of(all.array());
  }
}
