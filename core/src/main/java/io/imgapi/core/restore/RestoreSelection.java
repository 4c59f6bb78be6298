/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.snapshot.SnapshotMoment;
import java.util.Optional;
import java.util.UUID;

/**
 * Which state is wanted, and how much of it.
 *
 * @param at the moment to go back to; empty for the mirror as it is
 * @param only the one image that is wanted; empty for all
 */
public record RestoreSelection(Optional<SnapshotMoment> at, Optional<UUID> only) {

  /** The whole mirror as it is. */
  public static RestoreSelection mirror() {
    return new RestoreSelection(Optional.empty(), Optional.empty());
  }
}
