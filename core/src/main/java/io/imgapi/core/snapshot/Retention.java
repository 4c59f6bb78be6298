/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How many snapshots are kept: the newest of each of the last so many hours, days, weeks and months
 * that have one. Periods are those of the UTC calendar and are counted from the newest snapshot
 * backwards, never from the present time, so that an instance that was off for a year loses
 * nothing.
 *
 * @param hourly hours, zero or more
 * @param daily days
 * @param weekly ISO weeks, from Monday on
 * @param monthly months
 */
public record Retention(int hourly, int daily, int weekly, int monthly) {
  /** A day of hours, two weeks of days, two months of weeks. */
  public static final Retention USUAL = new Retention(24, 14, 8, 0);

  private static final int WEEKS = 100;

  public Retention {
    if (hourly < 0 || daily < 0 || weekly < 0 || monthly < 0) {
      throw new IllegalArgumentException("a number of snapshots to keep is negative");
    }
  }

  /** Which of them are kept; the newest always is. */
  public Set<SnapshotId> keep(Collection<SnapshotId> all) {
    List<SnapshotId> newestFirst = all.stream().sorted(Comparator.reverseOrder()).toList();
    Set<SnapshotId> kept = new TreeSet<>();
    newestFirst.stream().findFirst().ifPresent(kept::add);
    keep(newestFirst, hourly, id -> id.instant().truncatedTo(ChronoUnit.HOURS), kept);
    keep(newestFirst, daily, id -> id.instant().truncatedTo(ChronoUnit.DAYS), kept);
    keep(newestFirst, weekly, Retention::week, kept);
    keep(newestFirst, monthly, id -> date(id).withDayOfMonth(1), kept);
    return kept;
  }

  private static void keep(
      List<SnapshotId> newestFirst,
      int periods,
      Function<SnapshotId, Object> period,
      Set<SnapshotId> kept) {
    Set<Object> seen = new HashSet<>();
    for (SnapshotId id : newestFirst) {
      Object its = period.apply(id);
      if (!seen.contains(its)) {
        if (seen.size() == periods) {
          return;
        }
        seen.add(its);
        kept.add(id);
      }
    }
  }

  static Object week(SnapshotId id) {
    LocalDate date = date(id);
    return date.get(IsoFields.WEEK_BASED_YEAR) * WEEKS
        + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static LocalDate date(SnapshotId id) {
    return ZonedDateTime.ofInstant(id.instant(), ZoneOffset.UTC).toLocalDate();
  }
}
