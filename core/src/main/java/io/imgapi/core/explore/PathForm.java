/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.explore;

import java.util.List;
import java.util.Set;

/** What a path in Manta may look like. */
final class PathForm {
  private static final Set<String> REFUSED = Set.of("", ".", "..");
  private static final int FIRST_REMOVABLE = 3;

  private PathForm() {}

  /** Whether an absolute path has only parts that can be names. */
  static boolean isSound(String path) {
    return parts(path).stream().noneMatch(p -> REFUSED.contains(p) || p.indexOf('\0') >= 0);
  }

  /** Whether it is below {@code /account/stor} and the like: those themselves always stay. */
  static boolean isRemovable(String path) {
    return parts(path).size() >= FIRST_REMOVABLE;
  }

  private static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
