/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import java.util.concurrent.atomic.AtomicLong;

/** Counts calls and bytes. */
public final class Traffic implements Meter {
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  @Override
  public void began() {
    calls.incrementAndGet();
  }

  @Override
  public void moved(long count) {
    bytes.addAndGet(count);
  }

  /** Calls made so far. */
  public long calls() {
    return calls.get();
  }

  /** Bytes of bodies moved so far, repeats included. */
  public long bytes() {
    return bytes.get();
  }
}
