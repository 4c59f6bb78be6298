/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import java.util.Optional;
import java.util.UUID;

/**
 * How much of a state is restored.
 *
 * @param only the one image; empty for all
 * @param becomes whether the trees become that state, so that what is not of it leaves
 */
record RestoreScope(Optional<UUID> only, boolean becomes) {

  /** In an instance: going back to a snapshot means that nothing newer is left. */
  static RestoreScope inPlace(RestoreSelection selection) {
    return new RestoreScope(
        selection.only(), selection.at().isPresent() && selection.only().isEmpty());
  }

  /** Beside what is there. */
  static RestoreScope added(RestoreSelection selection) {
    return new RestoreScope(selection.only(), false);
  }

  boolean has(UUID uuid) {
    return only.isEmpty() || only.get().equals(uuid);
  }

  boolean isEverything() {
    return only.isEmpty();
  }
}
