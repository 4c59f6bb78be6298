/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;
import java.io.OutputStream;

/** A body made of a length and a writer. */
record StandardBody(long length, boolean repeatable, BodyWriter writer) implements MantaBody {

  @Override
  public void writeTo(OutputStream out) throws IOException {
    writer.writeTo(out);
  }
}
