/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.host.HostFiles.FileFacts;
import java.nio.file.Path;

/** A log that waits for its upload. */
record WaitingLog(RotatedName name, FileFacts facts) {

  Path path() {
    return facts.path();
  }
}
