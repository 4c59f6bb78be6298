/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the checks found so far: one finding for each object and kind. Safe for many threads. */
final class Findings {
  private final Map<String, Finding> found = new TreeMap<>();
  private final Map<String, StoreException> unchecked = new TreeMap<>();

  /** Something is wrong with an object that an image needs. */
  void add(Kind kind, String object, Need need, String what, UUID image) {
    add(finding(kind, object, need, what, Stream.of(image), Stream.empty()));
  }

  /** Something is wrong with an object that a snapshot needs. */
  void add(Kind kind, String object, Need need, String what, SnapshotId snapshot) {
    add(finding(kind, object, need, what, Stream.empty(), Stream.of(snapshot)));
  }

  /** Something is wrong with the content of some files of snapshots. */
  void addContent(
      Kind kind, String object, SnapshotEntry entry, String what, Set<SnapshotId> snapshots) {
    Finding finding =
        finding(kind, object, Need.of(entry), what, entry.image().stream(), snapshots.stream());
    finding.paths().add(entry.path());
    add(finding);
  }

  /** Something is wrong with an object. */
  void add(
      Kind kind,
      String object,
      Need need,
      String what,
      Collection<UUID> images,
      Collection<SnapshotId> snapshots) {
    add(finding(kind, object, need, what, images.stream(), snapshots.stream()));
  }

  private static Finding finding(
      Kind kind,
      String object,
      Need need,
      String what,
      Stream<UUID> images,
      Stream<SnapshotId> snapshots) {
    return new Finding(
        kind,
        object,
        new TreeSet<>(),
        need,
        what,
        images.collect(Collectors.toCollection(TreeSet::new)),
        snapshots.collect(Collectors.toCollection(TreeSet::new)),
        Optional.empty());
  }

  private synchronized void add(Finding finding) {
    found.merge(key(finding.kind(), finding.object()), finding, Findings::both);
  }

  private static String key(Kind kind, String object) {
    return object + "\n" + kind;
  }

  /** Whether something is known to be wrong with an object in this way. */
  synchronized boolean has(Kind kind, String object) {
    return found.containsKey(key(kind, object));
  }

  private static Finding both(Finding one, Finding other) {
    one.paths().addAll(other.paths());
    one.images().addAll(other.images());
    one.snapshots().addAll(other.snapshots());
    return new Finding(
        one.kind(),
        one.object(),
        one.paths(),
        one.need().and(other.need()),
        one.found(),
        one.images(),
        one.snapshots(),
        one.repair());
  }

  /**
   * Runs a check of one object. That it could not be asked for is not taken for damage, and the
   * others are still checked.
   *
   * @throws StoreException where no other object could fare better
   */
  void checking(String object, Runnable check) {
    try {
      check.run();
    } catch (StoreException e) {
      switch (e.kind()) {
        case AUTHENTICATION, CLOCK, FULL -> throw e;
        case ABSENT, REFUSED, CONFLICT, THROTTLED, UNREACHABLE, CORRUPT -> addUnchecked(object, e);
      }
    }
  }

  private synchronized void addUnchecked(String object, StoreException reason) {
    unchecked.put(object, reason);
  }

  /** All of them, by object. */
  synchronized List<Finding> all() {
    return List.copyOf(found.values());
  }

  /** Objects that could not be asked for. */
  synchronized Map<String, StoreException> unchecked() {
    return new TreeMap<>(unchecked);
  }
}
