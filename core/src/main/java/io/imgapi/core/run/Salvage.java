/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a file that is the only copy of a content its name. */
public final class Salvage {
  private Salvage() {}

  /**
   * Renames a file; whatever has the name already is never replaced. After a loss of power the file
   * has the old name, the new one, or both.
   *
   * @throws FileAlreadyExistsException where something has the name
   * @throws IOException where it cannot be renamed
   */
  public static void rename(Path from, Path to) throws IOException {
    // A rename would replace what somebody else puts there at this moment; a link does not.
    Files.createLink(to, from);
    AtomicFile.syncDirectory(to.toAbsolutePath().getParent());
    Files.delete(from);
  }
}
