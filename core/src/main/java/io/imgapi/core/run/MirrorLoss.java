/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

/**
 * What the next backup takes out of the mirror because a restore went back behind it, agreed to by
 * whoever confirmed that restore.
 *
 * @param manifests how many manifests
 * @param files how many image files
 */
public record MirrorLoss(int manifests, int files) {

  /** Nothing. */
  public static MirrorLoss none() {
    return new MirrorLoss(0, 0);
  }

  /** Whether there is nothing. */
  public boolean isNone() {
    return manifests == 0 && files == 0;
  }
}
