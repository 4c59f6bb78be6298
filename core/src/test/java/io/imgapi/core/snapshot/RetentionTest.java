/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which snapshots are kept, against a second way of working it out. */
class RetentionTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T09:17:00Z");

  /** What the promise says, read word by word: group by period, newest of each, last so many. */
  private static Set<SnapshotId> promised(Collection<SnapshotId> all, Retention retention) {
    Set<SnapshotId> kept = new TreeSet<>();
    all.stream().max(Comparator.naturalOrder()).ifPresent(kept::add);
    kept.addAll(newestOfLast(all, retention.hourly(), id -> id.instant().getEpochSecond() / 3600));
    kept.addAll(newestOfLast(all, retention.daily(), id -> date(id).toEpochDay()));
    kept.addAll(
        newestOfLast(
            all,
            retention.weekly(),
            id -> date(id).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay()));
    kept.addAll(
        newestOfLast(
            all, retention.monthly(), id -> date(id).getYear() * 12L + date(id).getMonthValue()));
    return kept;
  }

  private static List<SnapshotId> newestOfLast(
      Collection<SnapshotId> all, int periods, Function<SnapshotId, Long> period) {
    Map<Long, SnapshotId> newest = new TreeMap<>();
    all.forEach(id -> newest.merge(period.apply(id), id, (a, b) -> a.compareTo(b) > 0 ? a : b));
    return newest.values().stream().skip(Math.max(0, newest.size() - periods)).toList();
  }

  private static LocalDate date(SnapshotId id) {
    return LocalDate.ofInstant(id.instant(), ZoneOffset.UTC);
  }

  @Test
  void aThousandHourlyRunsWithClockJumpsKeepExactlyWhatIsPromised() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      TreeSet<SnapshotId> all = new TreeSet<>();
      Instant now = BEGIN;
      for (int run = 0; run < 1000; run++) {
        now = now.plus(Duration.ofHours(1));
        if (random.nextInt(100) == 0) {
          now = now.plus(Duration.ofHours(random.nextInt(24 * 40) - 24 * 20L));
        }
        if (random.nextInt(4) > 0) {
          Optional<SnapshotId> newest = all.isEmpty() ? Optional.empty() : Optional.of(all.last());
          SnapshotId id = SnapshotId.next(now, newest);
          newest.ifPresent(before -> assertThat(id).isGreaterThan(before));
          all.add(id);
        }
        // Letting go day by day keeps the same as letting go only now.
        Set<SnapshotId> kept = Retention.USUAL.keep(all);
        assertThat(kept).as("seed %d run %d", seed, run).isEqualTo(promised(all, Retention.USUAL));
        if (run % 24 == 0) {
          all.retainAll(kept);
        }
      }
    }
  }

  @Test
  void aYearWithoutRunsLosesNothing() {
    List<SnapshotId> all = hourly(100);
    assertThat(Retention.USUAL.keep(all)).isEqualTo(promised(all, Retention.USUAL));
    assertThat(Retention.USUAL.keep(all)).hasSizeGreaterThan(24);
  }

  @Test
  void withSteadyHourlyRunsEveryHourOfTheLastDayAndEveryDayOfTwoWeeksIsThere() {
    Set<SnapshotId> kept = Retention.USUAL.keep(hourly(24 * 70));
    SnapshotId newest = kept.stream().max(Comparator.naturalOrder()).orElseThrow();
    for (int hour = 0; hour < 24; hour++) {
      Instant wanted = newest.instant().minus(Duration.ofHours(hour));
      assertThat(kept).contains(new SnapshotId(wanted));
    }
    for (int day = 0; day < 14; day++) {
      Instant wanted = newest.instant().minus(Duration.ofDays(day)).truncatedTo(ChronoUnit.DAYS);
      assertThat(kept).anyMatch(id -> id.instant().truncatedTo(ChronoUnit.DAYS).equals(wanted));
    }
    assertThat(kept.stream().map(Retention::week).distinct().count()).isEqualTo(8);
  }

  @Test
  void theNewestIsKeptWhateverIsAskedFor() {
    List<SnapshotId> all = hourly(5);
    assertThat(new Retention(0, 0, 0, 0).keep(all)).containsExactly(all.get(4));
    assertThat(new Retention(0, 0, 0, 0).keep(List.of())).isEmpty();
  }

  @Test
  void theLastWeekOfAYearIsOneWeek() {
    SnapshotId before = new SnapshotId(Instant.parse("2026-12-31T10:00:00Z"));
    SnapshotId after = new SnapshotId(Instant.parse("2027-01-01T10:00:00Z"));
    assertThat(Retention.week(before)).isEqualTo(Retention.week(after));
    assertThat(new Retention(0, 0, 2, 0).keep(List.of(before, after))).containsExactly(after);
  }

  @Test
  void idsAreReadAsTheyAreWritten() {
    SnapshotId id = new SnapshotId(BEGIN);
    assertThat(id).hasToString("2026-11-22T091700Z");
    assertThat(SnapshotId.parse("2026-11-22T091700Z")).contains(id);
    for (String none : List.of("", "2026-11-22", "2026-13-22T091700Z", "2026-02-30T000000Z", "x")) {
      assertThat(SnapshotId.parse(none)).as(none).isEmpty();
    }
  }

  private static List<SnapshotId> hourly(int count) {
    return IntStream.range(0, count)
        .mapToObj(hour -> new SnapshotId(BEGIN.plus(Duration.ofHours(hour))))
        .toList();
  }
}
