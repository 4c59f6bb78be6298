/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import java.nio.charset.StandardCharsets;

/**
 * Which contents are read on a day: each has its place on a circle by the digest of its path, and
 * the days' shares follow one another around it. So N % of the files are read each day, and in
 * 100/N days in a row every one of them is, without anything being remembered.
 *
 * @param percent how much of the circle is one day's share, 0 to 100
 * @param day number of the day
 */
record Sample(int percent, long day) {
  private static final int CIRCLE = 10_000;
  private static final int ONE_PERCENT = CIRCLE / 100;

  /** Whether a content is in the share. */
  boolean has(String path) {
    long share = (long) percent * ONE_PERCENT;
    long begin = Math.floorMod(day * share, CIRCLE);
    long place =
        Long.remainderUnsigned(Md5.of(path.getBytes(StandardCharsets.UTF_8)).high(), CIRCLE);
    return Math.floorMod(place - begin, CIRCLE) < share;
  }
}
