/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

/** Keeps backups and their like away while the key is switched. */
public interface Exclusion {

  /**
   * Waits until none runs, and keeps others away until the result is closed.
   *
   * @param request how long to wait, and whether a running backup is asked to stop
   * @throws io.imgapi.core.error.ImgapiException {@code LOCKED} where another run does not end
   */
  Held take(RotationRequest request);

  /** Nobody else runs. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
