/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.sandbox.fault.FaultPlan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;

/** Signs of a program's work: requests that arrive, and changes in directories. */
final class Signs implements Closeable {
  private static final long LONGEST_NANOS = 3_000_000_000L;
  private static final long LOOK_MILLIS = 20;
  private final WatchService watch;
  private int requests;
  private long first;

  private Signs(WatchService watch) {
    this.watch = watch;
  }

  /** Looks out for a scenario's program. */
  static Signs of(KillScenario scenario) throws IOException {
    Signs signs = new Signs(java.nio.file.FileSystems.getDefault().newWatchService());
    for (FaultPlan plan : scenario.faults()) {
      plan.watch((method, path) -> signs.seen(true));
    }
    Thread reader = new Thread(signs::read, "signs of work");
    reader.setDaemon(true);
    reader.start();
    return signs;
  }

  private void read() {
    try {
      while (true) {
        WatchKey key = watch.take();
        key.pollEvents();
        seen(false);
        key.reset();
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // The scenario is over.
    }
  }

  /** Forgets what it saw; watches these directories from now on. */
  void begin(List<Path> directories) throws IOException {
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        directory.register(
            watch,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      }
    }
    synchronized (this) {
      requests = 0;
      first = 0;
    }
  }

  private synchronized void seen(boolean request) {
    if (first == 0) {
      first = System.nanoTime();
    }
    if (request) {
      requests++;
    }
    notifyAll();
  }

  /** Waits for so many requests, or with none for any sign; while a program lives, not for ever. */
  synchronized void await(int wanted, Process program) throws InterruptedException {
    long until = System.nanoTime() + LONGEST_NANOS;
    while (program.isAlive()
        && System.nanoTime() < until
        && (wanted > 0 ? requests < wanted : first == 0)) {
      wait(LOOK_MILLIS);
    }
  }

  /** When the first one was seen, as {@link System#nanoTime} tells it; 0 if none was. */
  synchronized long first() {
    return first;
  }

  /** How many requests have come. */
  synchronized int requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
