/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.io.IOException;

/** What came is not what the image service sends. */
final class NotImgapiException extends IOException {
  NotImgapiException(String message) {
    super(message);
  }
}
