/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.ufds;

import java.util.List;

/** Writes down which keys it hears of. */
record Told(List<String> told) implements Keys {
  @Override
  public void added(String user, String openssh) {
    told.add("+" + user + " " + openssh);
  }

  @Override
  public void removed(String user, String md5) {
    told.add("-" + user + " " + md5);
  }
}
