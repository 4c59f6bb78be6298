/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.io.IOException;

/** What one kind of request does, once it is known who asks and what is there. */
@FunctionalInterface
interface Operation {

  /**
   * Carries it out and answers.
   *
   * @throws MantaError for any answer other than success
   * @throws ConnectionDropped when there is nobody to answer
   */
  void run(Exchange exchange, Target target) throws IOException;
}
