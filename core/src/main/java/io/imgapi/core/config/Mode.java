/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

/** What kind of image service an instance is. */
public enum Mode {
  /** Standalone, readable by everybody. */
  PUBLIC,
  /** Standalone, readable with a key. */
  PRIVATE,
  /** Part of a data centre. */
  DC
}
