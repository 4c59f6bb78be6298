/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

/** Where a value of the configuration comes from. */
public enum Origin {
  /** Built into the service. */
  DEFAULT,
  /** Written in the configuration file. */
  FILE,
  /** Worked out from other values. */
  COMPUTED
}
