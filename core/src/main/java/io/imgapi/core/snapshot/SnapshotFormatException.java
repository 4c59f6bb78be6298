/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import java.io.IOException;

/** A snapshot's list is not what this program writes; the message says in words why. */
public final class SnapshotFormatException extends IOException {
  private static final long serialVersionUID = 1;

  SnapshotFormatException(String reason) {
    super(reason);
  }
}
