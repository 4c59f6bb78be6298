/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.FileStamp;

/**
 * Path and stamp of a file as one number of 128 bits. It tells the files of one instance apart, who
 * have their inodes and times to differ by; it is no protection against a forger.
 */
final class StampKey {
  private static final long FIRST = 0x9e3779b97f4a7c15L;
  private static final long SECOND = 0xc2b2ae3d27d4eb4fL;

  private StampKey() {}

  static Md5 of(String path, FileStamp stamp) {
    long high = FIRST;
    long low = SECOND;
    for (int i = 0; i < path.length(); i++) {
      high = (high ^ path.charAt(i)) * FIRST;
      low = (low + path.charAt(i)) * SECOND;
    }
    for (long each : new long[] {stamp.size(), stamp.modified(), stamp.changed(), stamp.inode()}) {
      high = mixed(high ^ each) * FIRST;
      low = mixed(low + each) * SECOND;
    }
    return new Md5(mixed(high), mixed(low));
  }

  private static long mixed(long value) {
    long spread = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    spread = (spread ^ (spread >>> 27)) * 0x94d049bb133111ebL;
    return spread ^ (spread >>> 31);
  }
}
