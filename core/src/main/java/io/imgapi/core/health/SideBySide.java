/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes inquiries side by side, and waits for none longer than it may take. What hangs is left
 * alone: its thread keeps nobody from ending the program.
 */
final class SideBySide {
  private final Set<CheckName> wanted;
  private final Clock clock;
  private final Consumer<Finding> asTheyEnd;
  private final List<Finding> found = new ArrayList<>();

  /**
   * What the inquiries have in common.
   *
   * @param wanted other checks are left out
   * @param asTheyEnd is told each finding at once, in the calling thread
   */
  SideBySide(Set<CheckName> wanted, Clock clock, Consumer<Finding> asTheyEnd) {
    this.wanted = wanted;
    this.clock = clock;
    this.asTheyEnd = asTheyEnd;
  }

  /** What all inquiries so far found. */
  List<Finding> found() {
    return found;
  }

  /** Makes these, and returns when all have ended or the time is over. */
  void make(List<Inquiry> inquiries, Duration limit) {
    Instant end = clock.instant().plus(limit);
    BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    List<UnderWay> underWay = new ArrayList<>();
    for (Inquiry inquiry : inquiries) {
      if (inquiry.checks().stream().anyMatch(wanted::contains)) {
        underWay.add(new UnderWay(inquiry, news));
      }
    }
    underWay.forEach(UnderWay::start);
    while (underWay.stream().anyMatch(one -> !one.over)) {
      Runnable next = poll(news, Duration.between(clock.instant(), end));
      if (next == null) {
        underWay.forEach(one -> one.cutOff(limit));
        return;
      }
      next.run();
    }
  }

  private static Runnable poll(BlockingQueue<Runnable> news, Duration wait) {
    try {
      return news.poll(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void take(Finding finding) {
    found.add(finding);
    asTheyEnd.accept(finding);
  }

  /** One inquiry; everything but its work happens in the calling thread. */
  private final class UnderWay {
    private final List<CheckName> left;
    private final Thread thread;
    private boolean over;

    UnderWay(Inquiry inquiry, BlockingQueue<Runnable> news) {
      this.left = new ArrayList<>(inquiry.checks());
      this.left.retainAll(wanted);
      Findings findings = new Findings(wanted, finding -> news.add(() -> took(finding)));
      this.thread =
          new Thread(
              () -> {
                try {
                  inquiry.make(findings);
                } catch (Throwable e) {
                  news.add(() -> broke(e));
                } finally {
                  news.add(this::ended);
                }
              },
              "check-" + inquiry.checks().get(0).id());
      this.thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    private void took(Finding finding) {
      if (!over && left.remove(finding.check())) {
        take(finding);
      }
    }

    private void broke(Throwable e) {
      if (!over && !left.isEmpty()) {
        took(Findings.bug(left.get(0), e));
      }
    }

    private void ended() {
      over = true;
      // An inquiry that leaves a check out says nothing of it; nothing must look like a success.
      left.forEach(check -> take(Finding.unknown(check, "the check came to no end")));
      left.clear();
    }

    /** The first check that has not ended is the one that hangs; the others wait for it. */
    void cutOff(Duration limit) {
      if (over) {
        return;
      }
      over = true;
      thread.interrupt();
      for (int i = 0; i < left.size(); i++) {
        take(
            i == 0
                ? Finding.unknown(left.get(0), "timed out after " + Words.of(limit))
                    .remedy("look at what it waits for, or allow more time with --timeout")
                : Finding.skipped(
                    left.get(i), "not asked: " + left.get(0).title() + " did not end"));
      }
      left.clear();
    }
  }
}
