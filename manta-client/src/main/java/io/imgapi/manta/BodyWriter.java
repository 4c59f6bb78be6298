/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the body of a put. May hold back its last block and throw instead of writing it: then the
 * connection is dropped and nothing is stored (manta-protocol.md 3.4).
 */
@FunctionalInterface
public interface BodyWriter {

  /**
   * Writes everything; does not close the stream.
   *
   * @throws IOException from the caller's own source, which the put throws on unchanged
   */
  void writeTo(OutputStream out) throws IOException;
}
