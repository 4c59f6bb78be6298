/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import java.util.Map;
import java.util.Optional;

/**
 * How a sandbox is.
 *
 * @param state whether it runs
 * @param record what it says of itself; empty unless {@link State#RUNNING} or {@link State#STALE}
 * @param answering whether each service answers, by name; empty unless it runs
 */
public record SandboxStatus(
    State state, Optional<SandboxRecord> record, Map<String, Boolean> answering) {

  /** The states. */
  public enum State {
    /** Its process lives. */
    RUNNING,
    /** Its process ended without clearing up, by SIGKILL for example. */
    STALE,
    /** There is no trace of a running sandbox. */
    STOPPED
  }
}
