/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.event;

import io.imgapi.core.event.Events.Progress;

/**
 * Where a run stands within its present step: told to {@link Events} as items end and bytes move.
 * Safe for many threads.
 */
public final class Step {
  /** A total that is not known. */
  public static final long UNKNOWN = -1;

  private final Events events;
  private String name = "";
  private long itemsDone;
  private long itemsTotal;
  private long bytesDone;
  private long bytesTotal;

  public Step(Events events) {
    this.events = events;
  }

  /**
   * The next step begins.
   *
   * @param items in all, or {@link #UNKNOWN}
   * @param bytes in all, or {@link #UNKNOWN}
   */
  public synchronized void begin(String step, long items, long bytes) {
    name = step;
    itemsDone = 0;
    itemsTotal = items;
    bytesDone = 0;
    bytesTotal = bytes;
  }

  /** One more item is done. */
  public synchronized void itemDone() {
    itemsDone++;
    tell();
  }

  /** Bytes moved; those of a repeated attempt count again, so this is an estimate. */
  public synchronized void moved(long bytes) {
    bytesDone += bytes;
    tell();
  }

  private void tell() {
    if (!name.isEmpty()) {
      events.progress(
          new Progress(
              name,
              itemsDone,
              itemsTotal == UNKNOWN ? UNKNOWN : Math.max(itemsDone, itemsTotal),
              bytesTotal == UNKNOWN ? bytesDone : Math.min(bytesDone, bytesTotal),
              bytesTotal));
    }
  }
}
