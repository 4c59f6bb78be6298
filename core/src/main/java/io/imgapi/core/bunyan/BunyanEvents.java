/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.bunyan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.event.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What a use case reports, as records of a log; where a step stands, every 30 seconds. */
public final class BunyanEvents implements Events {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private final BunyanLog log;
  private final Clock clock;
  private Instant last;

  public BunyanEvents(BunyanLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.last = clock.instant();
  }

  @Override
  public synchronized void notice(Level level, String message) {
    log.record(BunyanLevel.valueOf(level.name()), message);
  }

  @Override
  public synchronized void progress(Progress progress) {
    Instant now = clock.instant();
    if (Duration.between(last, now).compareTo(EVERY) < 0) {
      return;
    }
    last = now;
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields
        .put("step", progress.step())
        .put("itemsDone", progress.itemsDone())
        .put("itemsTotal", progress.itemsTotal())
        .put("bytesDone", progress.bytesDone())
        .put("bytesTotal", progress.bytesTotal());
    log.record(BunyanLevel.INFO, progress.step(), fields);
  }
}
