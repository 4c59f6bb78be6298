/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps that take little room while they hold one entry, as those of an image's files mostly do. */
final class CompactMaps {
  private CompactMaps() {}

  /** Both; the first may be changed and returned. */
  static <V> Map<String, V> joined(Map<String, V> some, Map<String, V> more) {
    SortedMap<String, V> all =
        some instanceof SortedMap<String, V> sorted ? sorted : new TreeMap<>(some);
    all.putAll(more);
    return all;
  }
}
