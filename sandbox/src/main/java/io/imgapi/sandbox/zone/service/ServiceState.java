/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import java.util.Locale;

/** The states of a service, as {@code svcs} names them. */
public enum ServiceState {
  /** It is not to run. */
  DISABLED,
  /** It is to run, and does not yet or any more. */
  OFFLINE,
  /** It runs. */
  ONLINE,
  /** It could not be started, and waits for somebody to clear it. */
  MAINTENANCE;

  /** Returns the word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
