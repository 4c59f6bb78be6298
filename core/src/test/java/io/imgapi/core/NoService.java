/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import io.imgapi.core.host.ServicePing;
import java.time.Duration;
import java.util.UUID;

/** Where no service is managed, none is asked. */
final class NoService implements ServicePing {
  @Override
  public Answer ping(String address, int port, Duration limit) {
    throw new AssertionError("there is no service to ask");
  }

  @Override
  public Answer image(String address, int port, UUID image, Duration limit) {
    throw new AssertionError("there is no service to ask");
  }
}
