/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

/**
 * Follows the traffic with a store. Called from any thread. A meter may hold a caller up (a rate
 * limit) or throw to end it (giving up).
 */
public interface Meter {

  /** A call begins. */
  default void began() {}

  /** Bytes of a body were sent or received. */
  default void moved(long bytes) {}

  /** A call got its answer; "absent" and a lost condition are answers too. */
  default void answered() {}

  /** A call ended without a useful answer. */
  default void failed(StoreException failure) {}

  /** A call is over, in whatever way; follows {@code answered} or {@code failed}. */
  default void ended() {}
}
