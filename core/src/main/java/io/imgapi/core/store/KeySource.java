/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.key.MantaSigner;

/** Where the key to Manta comes from. */
interface KeySource {

  /**
   * The key that the settings name.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where there is none that can be used
   */
  MantaSigner signer(MantaSettings settings);
}
