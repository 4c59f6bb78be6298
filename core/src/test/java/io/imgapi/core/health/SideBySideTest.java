/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private final List<Finding> told = new ArrayList<>();

  /** A time that stands still: what is waited for is waited for really, and once. */
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T09:17:00Z"), ZoneOffset.UTC);

  private final SideBySide checks =
      new SideBySide(EnumSet.allOf(CheckName.class), clock, told::add);

  private interface Work {
    void with(Findings findings) throws Exception;
  }

  private static Inquiry inquiry(Work work, CheckName... names) {
    return new Inquiry() {
      @Override
      public List<CheckName> checks() {
        return List.of(names);
      }

      @Override
      public void make(Findings findings) {
        try {
          work.with(findings);
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private CheckState state(CheckName check) {
    return checks.found().stream()
        .filter(finding -> finding.check() == check)
        .map(Finding::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneThatHangsForEverIsCutOffAndTheOthersAreTold() {
    // Waiting for a permit like this is deaf to interruption.
    Semaphore none = new Semaphore(0);
    checks.make(
        List.of(
            inquiry(findings -> none.acquireUninterruptibly(), CheckName.MANTA, CheckName.OWNER),
            inquiry(f -> f.add(Finding.ok(CheckName.BACKUP, "done")), CheckName.BACKUP)),
        SHORT);
    assertThat(state(CheckName.BACKUP)).isEqualTo(CheckState.OK);
    assertThat(state(CheckName.MANTA)).isEqualTo(CheckState.UNKNOWN);
    assertThat(state(CheckName.OWNER)).isEqualTo(CheckState.SKIPPED);
    assertThat(told).isEqualTo(checks.found()).hasSize(3);
    assertThat(told.get(0).check()).isEqualTo(CheckName.BACKUP);
    assertThat(told.get(1).summary()).isEqualTo("timed out after 0.2 s");
    assertThat(told.get(2).summary()).contains("manta connection did not end");
    none.release();
  }

  @Test
  void oneThatBreaksIsToldWithWhatBrokeAndHidesNoOther() {
    checks.make(
        List.of(
            inquiry(
                findings -> {
                  findings.add(Finding.ok(CheckName.CRON, "present"));
                  throw new IllegalStateException("a bug");
                },
                CheckName.CRON,
                CheckName.OLD_TOOL),
            inquiry(f -> f.add(Finding.ok(CheckName.BACKUP, "done")), CheckName.BACKUP)),
        Duration.ofMinutes(1));
    assertThat(state(CheckName.CRON)).isEqualTo(CheckState.OK);
    assertThat(state(CheckName.BACKUP)).isEqualTo(CheckState.OK);
    assertThat(state(CheckName.OLD_TOOL)).isEqualTo(CheckState.UNKNOWN);
    assertThat(told.toString()).contains("a bug", "SideBySideTest");
  }

  @Test
  void oneThatForgetsACheckIsNoSuccess() {
    checks.make(
        List.of(inquiry(findings -> {}, CheckName.DATASET, CheckName.DISK)), Duration.ofMinutes(1));
    assertThat(state(CheckName.DATASET)).isEqualTo(CheckState.UNKNOWN);
    assertThat(state(CheckName.DISK)).isEqualTo(CheckState.UNKNOWN);
  }

  @Test
  void theyAreMadeSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    Work meet =
        findings -> {
          both.countDown();
          both.await();
        };
    checks.make(
        List.of(
            inquiry(
                f -> {
                  meet.with(f);
                  f.add(Finding.ok(CheckName.CRON, "met"));
                },
                CheckName.CRON),
            inquiry(
                f -> {
                  meet.with(f);
                  f.add(Finding.ok(CheckName.DISK, "met"));
                },
                CheckName.DISK)),
        Duration.ofMinutes(1));
    assertThat(state(CheckName.CRON)).isEqualTo(CheckState.OK);
    assertThat(state(CheckName.DISK)).isEqualTo(CheckState.OK);
  }

  @Test
  void oneWhoseChecksNobodyWantsIsLeftOut() {
    SideBySide some = new SideBySide(EnumSet.of(CheckName.DISK), clock, told::add);
    some.make(
        List.of(
            inquiry(
                findings -> {
                  throw new IllegalStateException("must not be made");
                },
                CheckName.CRON)),
        Duration.ofMinutes(1));
    assertThat(some.found()).isEmpty();
  }
}
