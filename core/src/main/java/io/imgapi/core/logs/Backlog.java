/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What waits for its upload.
 *
 * @param count files
 * @param bytes of all of them
 * @param oldest when the one was rotated that waits longest; empty where none waits
 */
public record Backlog(int count, long bytes, Optional<Instant> oldest) {

  static Backlog of(List<WaitingLog> waiting) {
    return new Backlog(
        waiting.size(),
        waiting.stream().mapToLong(log -> log.facts().size()).sum(),
        waiting.stream().map(log -> log.name().rotated()).min(Instant::compareTo));
  }
}
