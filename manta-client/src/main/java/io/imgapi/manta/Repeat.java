/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/** When a request may be sent again. */
enum Repeat {
  /** Carrying it out twice is the same as once. */
  WHENEVER_USEFUL,
  /** Only where the failed attempt provably had no effect: conditional writes. */
  ONLY_WITHOUT_EFFECT
}
