/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import io.imgapi.sandbox.effect.Sleeper;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries what changes in the master to the slave, one change after the other. */
final class Replication implements Closeable {
  private static final long LAST_CHANGE_SECONDS = 10;
  private final UfdsServer slave;
  private final Consumer<Change> afterwards;
  private final Pace pace;
  private volatile boolean closing;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread one = new Thread(work, "sandbox-ufds-replication");
            one.setDaemon(true);
            return one;
          });

  /**
   * How long a change is on its way.
   *
   * @param delay zero: a write to the master returns when the slave has it too
   */
  record Pace(Duration delay, Clock clock, Sleeper sleeper) {}

  Replication(UfdsServer slave, Consumer<Change> afterwards, Pace pace) {
    this.slave = slave;
    this.afterwards = afterwards;
    this.pace = pace;
  }

  void carry(Change change) {
    if (pace.delay().isZero()) {
      deliver(change);
      return;
    }
    Instant due = pace.clock().instant().plus(pace.delay());
    thread.execute(() -> deliverAt(due, change));
  }

  private void deliverAt(Instant due, Change change) {
    boolean interrupted = false;
    try {
      Duration left = Duration.between(pace.clock().instant(), due);
      if (!closing && !left.isNegative()) {
        pace.sleeper().sleep(left);
      }
    } catch (InterruptedException stopped) {
      interrupted = true;
    }
    // Not before: files cannot be written by a thread that is interrupted.
    deliver(change);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void deliver(Change change) {
    slave.take(change);
    afterwards.accept(change);
  }

  /** What is on its way arrives now. */
  @Override
  public void close() {
    closing = true;
    List<Runnable> onTheWay = thread.shutdownNow();
    try {
      thread.awaitTermination(LAST_CHANGE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    onTheWay.forEach(Runnable::run);
  }
}
