/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary file that is gone when it is closed. */
public record Spool(Path file) implements AutoCloseable {

  /** Makes an empty one, readable by its owner alone. */
  public static Spool open() throws IOException {
    return new Spool(Files.createTempFile("imgapi", ".spool"));
  }

  /**
   * Makes an empty one in a directory that has room for large ones, as the temporary one may not.
   */
  public static Spool in(Path directory) throws IOException {
    return new Spool(Files.createTempFile(directory, ".imgapi-", ".spool"));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
