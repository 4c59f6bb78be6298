/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.DirectoryEntry;
import java.io.IOException;

/** GET and HEAD: what it does depends on what is there. */
final class Read implements Operation {

  private final Operation directory = new GetDirectory();
  private final Operation object = new GetObject();

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    if (target.entry().orElseThrow() instanceof DirectoryEntry) {
      directory.run(exchange, target);
    } else {
      object.run(exchange, target);
    }
  }
}
