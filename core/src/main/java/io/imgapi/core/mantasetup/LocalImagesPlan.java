/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import java.util.Optional;
import java.util.UUID;

/**
 * What will be changed in SAPI; nothing has been yet.
 *
 * @param service the imgapi service
 * @param before what stands there; empty where nothing does, which means no
 */
public record LocalImagesPlan(UUID service, Optional<String> before, boolean after) {

  /** Whether anything is to be done. */
  public boolean needed() {
    return !before.orElse("false").equals(Boolean.toString(after));
  }
}
