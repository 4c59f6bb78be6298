/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import java.nio.file.Path;

/** Lets a person change a file. */
@FunctionalInterface
public interface Editor {

  /**
   * Opens the file and returns when the person is done.
   *
   * @throws io.imgapi.core.error.ImgapiException {@code FAILED} where there is no such editor, or
   *     it ended with a failure
   */
  void edit(Path file);
}
