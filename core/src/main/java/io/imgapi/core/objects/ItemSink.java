/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

/** Takes what a listing or a search finds, one by one, as it is found. */
@FunctionalInterface
public interface ItemSink {

  /**
   * Takes one.
   *
   * @return whether more are wanted; false ends the listing
   */
  boolean accept(Item item);
}
