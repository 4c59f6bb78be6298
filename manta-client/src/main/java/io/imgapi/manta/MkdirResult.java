/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/** What a mkdir found. */
public enum MkdirResult {
  /** Nothing was there; this call, or an earlier attempt of it, made the directory. */
  CREATED,
  /**
   * Something was there before: a directory, which stays as it was - or an earlier attempt of this
   * call whose answer got lost.
   */
  EXISTED
}
