/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a server does beside answering, one thing after the other. */
final class Background {

  private final BunyanLog log;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sandbox-imgapi-background");
            thread.setDaemon(true);
            return thread;
          });

  Background(BunyanLog log) {
    this.log = log;
  }

  /** Does something again and again, each time so many minutes after the last time ended. */
  void repeat(Runnable task, int firstAfterMinutes, int everyMinutes) {
    Future<?> unused =
        executor.scheduleWithFixedDelay(
            () -> attempt(task), firstAfterMinutes, everyMinutes, TimeUnit.MINUTES);
  }

  /** Does something as soon as possible; not at all when the server is being closed. */
  void soon(Runnable task) {
    try {
      executor.execute(() -> attempt(task));
    } catch (RejectedExecutionException closed) {
      log.info("nothing is begun any more");
    }
  }

  /** A task that fails must not be the last one. */
  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      log.error("background task", failure);
    }
  }

  void stop() {
    executor.shutdownNow();
  }
}
