/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What listings say that snapshots lack, each content once however many snapshots list it. Safe for
 * many threads.
 */
final class Lacks {
  private final Map<SnapshotEntry, Set<SnapshotId>> entries = new HashMap<>();
  private final Map<SnapshotId, Long> confirmed = new HashMap<>();

  /** A snapshot lacks these. */
  synchronized void add(SnapshotId id, List<SnapshotEntry> missing) {
    missing.forEach(entry -> entries.computeIfAbsent(entry, x -> new TreeSet<>()).add(id));
  }

  /** Each content with the snapshots that lack it; only after the last was added. */
  synchronized Set<Map.Entry<SnapshotEntry, Set<SnapshotId>>> entries() {
    return entries.entrySet();
  }

  /** A second look found that it is so. */
  synchronized void confirm(Set<SnapshotId> lacking) {
    lacking.forEach(id -> confirmed.merge(id, 1L, Long::sum));
  }

  /** How many contents a snapshot really lacks. */
  synchronized long confirmed(SnapshotId id) {
    return confirmed.getOrDefault(id, 0L);
  }
}
