/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import java.io.IOException;
import java.nio.file.Path;

/** Says what went wrong with a local file. */
final class LocalFailures {
  private LocalFailures() {}

  static ImgapiException cannotWrite(Path file, IOException e) {
    return ImgapiException.of(ExitCode.FAILED, file + " cannot be written: " + IoReason.of(e))
        .remedy("name another file, or make its directory first")
        .causedBy(e);
  }

  static ImgapiException cannotRead(String file, IOException e) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, file + " cannot be read: " + IoReason.of(e))
        .remedy("check the name of the file, its owner and its mode")
        .causedBy(e);
  }
}
