/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;

/** Turns an accepted answer into a result. */
@FunctionalInterface
interface AnswerReader<T> {

  /**
   * Reads.
   *
   * @throws IOException if the connection breaks meanwhile, which counts as a failed attempt
   */
  T read(Answer answer) throws IOException;
}
