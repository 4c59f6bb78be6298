/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

/** The logs that an operator asks for. */
public enum LogKind {
  /** What the service writes. */
  IMGAPI,
  /** What the hourly backup writes. */
  BACKUP,
  /** What the hourly upload of logs writes. */
  UPLOAD
}
