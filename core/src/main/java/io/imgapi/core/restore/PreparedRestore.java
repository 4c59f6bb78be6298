/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import java.util.Optional;

/** A restore that was planned and can be carried out; closed by whoever asked for it. */
public interface PreparedRestore extends AutoCloseable {

  /** What will be done; empty where the instance has no Manta and only the marker is written. */
  Optional<RestorePlan> plan();

  /**
   * Whether this goes back in time on the tree that backups of this area are made from, so that its
   * present state should be backed up first.
   */
  boolean leavesLiveState();

  /** Carries the plan out. Safe to run again after any end. */
  RestoreResult apply();

  /** The operator did not want it after all: what was laid ready goes. */
  void declined();

  @Override
  void close();
}
