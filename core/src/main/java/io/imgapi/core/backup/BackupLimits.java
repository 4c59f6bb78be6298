/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import java.util.OptionalInt;

/**
 * How much a backup may delete because it is gone locally.
 *
 * @param maxDelete entries of one tree, where the operator gave a number
 * @param allowMassDelete whether the operator accepts any number this once
 */
public record BackupLimits(OptionalInt maxDelete, boolean allowMassDelete) {

  /** The guard as it stands by itself. */
  public static BackupLimits standard() {
    return new BackupLimits(OptionalInt.empty(), false);
  }
}
