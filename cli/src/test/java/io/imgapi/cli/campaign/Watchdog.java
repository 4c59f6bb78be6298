/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import io.imgapi.cli.campaign.fuzz.FuzzTarget;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Sees whether anything goes on: an input that is never done with is told, with where it hangs. */
final class Watchdog implements BiConsumer<FuzzTarget, Long>, AutoCloseable {
  private static final long PATIENCE_MILLIS = 60_000;
  private final Thread fed = Thread.currentThread();
  private final Thread watching = new Thread(this::watch, "watchdog");
  private volatile String at = "nothing";

  Watchdog() {
    watching.setDaemon(true);
    watching.start();
  }

  @Override
  public void accept(FuzzTarget target, Long number) {
    at = target.word() + ":" + number;
  }

  private void watch() {
    try {
      String before = "";
      while (true) {
        Thread.sleep(PATIENCE_MILLIS);
        String now = at;
        if (now.equals(before)) {
          System.err.println("hangs at input " + now + Arrays.toString(fed.getStackTrace()));
          System.err.println("repeat it: scripts/campaign --repeat " + now);
          Runtime.getRuntime().halt(1);
        }
        before = now;
      }
    } catch (InterruptedException e) {
      // Everything was fed.
    }
  }

  @Override
  public void close() {
    watching.interrupt();
  }
}
