/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.store.StoreException;

/** Tells failures of one item, after which the run goes on, from those of the whole run. */
final class ItemFailures {
  private ItemFailures() {}

  /**
   * Throws the failure again where no other item could fare better: a key, clock or space problem
   * is the same for all.
   */
  static void rethrowIfFatal(StoreException failure) {
    switch (failure.kind()) {
      case AUTHENTICATION, CLOCK, FULL -> throw failure;
      case ABSENT, REFUSED, CONFLICT, THROTTLED, UNREACHABLE, CORRUPT -> {
        // The next item may fare better.
      }
    }
  }
}
