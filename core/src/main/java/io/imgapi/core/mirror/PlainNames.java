/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

/** Tells whether a path that a store named can be one below a local tree. */
public final class PlainNames {
  private static final int LONGEST = 255;

  private PlainNames() {}

  /**
   * Whether each part of a relative path is a plain name: not empty, no dots alone, no control
   * character, no longer than a file system takes.
   */
  public static boolean isPlain(String relative) {
    for (String part : relative.split("/", -1)) {
      boolean dots = part.equals(".") || part.equals("..");
      boolean control = part.chars().anyMatch(c -> c < ' ' || c == 0x7f);
      if (part.isEmpty() || dots || control || part.length() > LONGEST) {
        return false;
      }
    }
    return true;
  }
}
