/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import java.util.Optional;

/**
 * What the operator allows where an area is not simply this instance's.
 *
 * @param alias of the owner that is to lose the area; empty where nobody is
 * @param localIsTruth whether a local tree that is older than the area may replace it
 */
public record TakeOver(Optional<String> alias, boolean localIsTruth) {

  /** Nothing is allowed. */
  public static TakeOver none() {
    return new TakeOver(Optional.empty(), false);
  }
}
