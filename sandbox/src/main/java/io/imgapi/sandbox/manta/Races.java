/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.fault.Fault;

/** The competing write that exists only as a fault. */
final class Races {

  private Races() {}

  static void strike(Exchange exchange) {
    if (exchange.struck().has(Fault.Race.class)) {
      throw MantaError.concurrent(exchange.cleanPath());
    }
  }
}
