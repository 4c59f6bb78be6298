/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Follows what SAPI says of the image service: some time after its metadata was changed, the
 * service runs with it, as another process (triton-apis.md 2.3). Looked at when the service is
 * asked.
 */
public final class ConfigAgent {
  private static final long FIRST_PID = 4711;
  private final Supplier<JsonNode> metadata;
  private final Clock clock;
  private final Duration lag;
  private JsonNode running;
  private JsonNode seen;
  private Instant since;
  private long pid = FIRST_PID;
  private boolean stopped;

  /**
   * An agent that has followed so far.
   *
   * @param lag how long it takes
   */
  public ConfigAgent(Supplier<JsonNode> metadata, Clock clock, Duration lag) {
    this.metadata = metadata;
    this.clock = clock;
    this.lag = lag;
    this.running = metadata.get().deepCopy();
    this.seen = running;
    this.since = clock.instant();
  }

  /** The process that serves now. */
  synchronized long pid() {
    look();
    return pid;
  }

  /** What the process that serves now was started with. */
  public synchronized JsonNode running() {
    look();
    return running.deepCopy();
  }

  /** Where it keeps image files. */
  synchronized List<String> storageTypes() {
    look();
    return running.path("IMGAPI_MANTA_URL").asText().isEmpty()
        ? List.of("local")
        : List.of("manta", "local");
  }

  /** Whether it follows no more, as where the agent is in maintenance. */
  public synchronized void setStopped(boolean now) {
    stopped = now;
  }

  private void look() {
    JsonNode now = metadata.get();
    if (!now.equals(seen)) {
      seen = now.deepCopy();
      since = clock.instant();
    }
    if (!stopped && !seen.equals(running) && !clock.instant().isBefore(since.plus(lag))) {
      running = seen;
      pid++;
    }
  }
}
