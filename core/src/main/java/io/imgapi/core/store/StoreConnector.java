/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;

/** Makes the connection that a configuration describes. */
@FunctionalInterface
public interface StoreConnector {

  /**
   * Connects; asks nothing of the store yet.
   *
   * @param parallel how many calls may be under way at once
   * @throws io.imgapi.core.error.ImgapiException {@code CONFIG_INVALID} where the key cannot be
   *     used
   */
  ObjectStore connect(MantaSettings settings, int parallel);
}
