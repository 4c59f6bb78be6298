/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** Resets the connection once the whole answer is out. */
record ResetAfterwards(Request request, Callback next) implements Callback {

  @Override
  public void succeeded() {
    Connections.end(request, true);
    next.failed(new IOException("connection reset after the answer"));
  }

  @Override
  public void failed(Throwable failure) {
    next.failed(failure);
  }
}
