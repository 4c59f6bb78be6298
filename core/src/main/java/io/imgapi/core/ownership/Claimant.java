/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.config.MantaSettings;

/**
 * What a record of ownership says of an instance's way to Manta.
 *
 * @param rootDir its area, as its configuration names it
 * @param keyId fingerprint of the key that it signs with
 */
public record Claimant(String rootDir, String keyId) {

  /** As these settings say it. */
  public static Claimant of(MantaSettings settings) {
    return new Claimant(settings.layout().rootDir(), settings.keyId());
  }

  /** Whether a record's owner signs with the same key, so that it cannot be shut out by itself. */
  boolean sharesKeyWith(OwnerRecord owner) {
    return !owner.keyId().isEmpty() && owner.keyId().equals(keyId);
  }
}
