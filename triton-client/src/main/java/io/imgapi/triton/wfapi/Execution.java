/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import java.util.Locale;

/** How far a job is (triton-apis.md 9). */
public enum Execution {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELED,
  /** It ended, and another one took over. */
  RETRIED,
  /** It pauses, and may go on. */
  WAITING;

  /** As the service writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
