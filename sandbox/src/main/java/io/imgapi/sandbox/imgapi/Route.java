/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;

/** Answers the requests of one path and method. */
@FunctionalInterface
interface Route {

  /**
   * Answers.
   *
   * @throws ApiError when the answer is an error
   */
  void serve(Exchange exchange) throws IOException;
}
