/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a snapshot by its second, in UTC: {@code 2026-11-22T091700Z}. The order of ids is the order
 * in which snapshots were made.
 *
 * @param instant whole seconds
 */
public record SnapshotId(Instant instant) implements Comparable<SnapshotId> {
  private static final Pattern SHAPE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{6}Z");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Drops what is smaller than a second. */
  public SnapshotId {
    instant = instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Reads an id; empty where the text is none. */
  public static Optional<SnapshotId> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      SnapshotId id = new SnapshotId(FORMAT.parse(text, Instant::from));
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The id of a snapshot made now: a clock that was set back does not put it before the newest.
   *
   * @param newest the newest that exists
   */
  public static SnapshotId next(Instant now, Optional<SnapshotId> newest) {
    SnapshotId here = new SnapshotId(now);
    return newest
        .map(before -> new SnapshotId(before.instant.plus(Duration.ofSeconds(1))))
        .filter(earliest -> earliest.compareTo(here) > 0)
        .orElse(here);
  }

  @Override
  public int compareTo(SnapshotId other) {
    return instant.compareTo(other.instant);
  }

  @Override
  public String toString() {
    return FORMAT.format(instant);
  }
}
