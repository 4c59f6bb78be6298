/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * A moment to go back to: the state is that of the newest snapshot which is not after it.
 *
 * @param instant whole seconds
 */
public record SnapshotMoment(Instant instant) {
  private static final String LATEST = "latest";

  /** Later than every snapshot. */
  private static final Instant NO_LATER =
      OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC).toInstant();

  /**
   * Reads what an operator types: {@code latest}, a snapshot's id, a time with its offset, or a
   * date, which is the end of that day in UTC.
   *
   * @throws ImgapiException {@code USAGE} where it is none of these
   */
  public static SnapshotMoment parse(String text) {
    if (text.equals(LATEST)) {
      return new SnapshotMoment(NO_LATER);
    }
    return SnapshotId.parse(text)
        .map(SnapshotId::instant)
        .or(() -> time(text))
        .or(() -> endOf(text))
        .map(SnapshotMoment::new)
        .orElseThrow(
            () ->
                ImgapiException.of(ExitCode.USAGE, "this is no moment to go back to: " + text)
                    .remedy(
                        "give the id of a snapshot (imgapi snapshots), a date such as 2026-11-22,"
                            + " a time such as 2026-11-22T09:17:00Z, or latest"));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> endOf(String text) {
    try {
      return Optional.of(
          LocalDate.parse(text)
              .plusDays(1)
              .atStartOfDay(ZoneOffset.UTC)
              .minusSeconds(1)
              .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Those of a number of snapshots that are not after it. */
  NavigableSet<SnapshotId> notAfter(NavigableSet<SnapshotId> ids) {
    return ids.headSet(new SnapshotId(instant), true);
  }
}
