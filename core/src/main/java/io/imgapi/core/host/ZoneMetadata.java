/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ImgapiException;
import java.util.Optional;

/** Metadata of a zone, key to text. */
public interface ZoneMetadata {

  /**
   * The value of a key as it was set, final newlines included.
   *
   * @return empty only where the metadata service said that there is no such key
   * @throws ImgapiException where it could not be asked
   */
  Optional<String> get(String key);
}
