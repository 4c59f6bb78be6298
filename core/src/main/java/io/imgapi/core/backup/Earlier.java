/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteTree;
import java.util.function.Supplier;

/** What a run takes from earlier ones of the mirror's side. */
interface Earlier {

  /** The mirror: as the last run left it where that still holds, else listed object by object. */
  RemoteTree mirror();

  /**
   * Whether the newest snapshot is known to list just what a new one would.
   *
   * @param besides what decides on that besides the mirror
   */
  boolean isListed(MirrorState state, ListedBesides besides);

  /** Nothing is taken. */
  static Earlier nothing(Supplier<RemoteTree> listing) {
    return new Earlier() {
      @Override
      public RemoteTree mirror() {
        return listing.get();
      }

      @Override
      public boolean isListed(MirrorState state, ListedBesides besides) {
        return false;
      }
    };
  }
}
