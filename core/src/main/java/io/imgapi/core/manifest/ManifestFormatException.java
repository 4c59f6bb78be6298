/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.manifest;

import java.io.IOException;

/** The bytes are not a manifest of that name: torn while being written, damaged, or misplaced. */
public final class ManifestFormatException extends IOException {

  public ManifestFormatException(String message) {
    super(message);
  }
}
