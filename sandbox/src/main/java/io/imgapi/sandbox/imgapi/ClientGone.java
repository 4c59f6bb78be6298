/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;

/** The body of a request that ended before its end. */
final class ClientGone extends IOException {

  private static final long serialVersionUID = 1L;

  ClientGone(IOException cause) {
    super("the sender broke off", cause);
  }
}
