/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.time.Instant;

/**
 * What a restore under way wrote down of itself ({@code run/restore.json}).
 *
 * @param rootDir the area that it restores from
 * @param snapshot the state that it restores; empty for the mirror as it is
 * @param replace whether the operator agreed that local files which differ are moved aside
 * @param phase how far it is
 * @param begun when it came to that phase
 */
public record RestoreJournal(
    String rootDir, String snapshot, boolean replace, Phase phase, Instant begun) {

  /** How far a restore is. */
  public enum Phase {
    /** Image files come; nothing that was here was touched and the service runs. */
    FETCHING,
    /** The trees change; the restore can only be finished. */
    PLACING
  }

  /** The same restore, in its next phase. */
  public RestoreJournal placing(Instant now) {
    return new RestoreJournal(rootDir, snapshot, replace, Phase.PLACING, now);
  }

  /** What to type to finish it. */
  public String toFinish() {
    return snapshot.isEmpty() ? "imgapi restore" : "imgapi restore --at " + snapshot;
  }
}
