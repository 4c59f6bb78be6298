/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import java.util.Optional;

/**
 * Who owns an area, as a plan shows it before anything is changed.
 *
 * @param record what its record says; empty where there was none, or it could not be read
 * @param takesOver whether the area is taken from that owner
 * @param sharesKey whether that owner signs with the same key as this instance, so that taking the
 *     key off the account would shut both out
 */
public record SeenOwner(Optional<OwnerRecord> record, boolean takesOver, boolean sharesKey) {

  /** Nobody. */
  public static SeenOwner nobody() {
    return new SeenOwner(Optional.empty(), false, false);
  }
}
