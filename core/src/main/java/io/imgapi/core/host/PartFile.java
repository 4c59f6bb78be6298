/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.Creation;
import java.nio.file.Path;

/**
 * Replaces a file as a whole by way of {@code .<name>.part} beside it. Other than the temporary
 * names of {@link HostFiles#write}, this one is known: what a killed run left is overwritten by the
 * next, or {@link #clear}ed, so that no copy of a secret stays. One writer at a time.
 */
public record PartFile(HostFiles files) {

  /** Puts the content; a reader finds the old one or the new. Safe to repeat. */
  public void put(Path file, byte[] content, Access access) {
    Path part = part(file);
    if (files.create(part, content, access) == Creation.EXISTS) {
      files.delete(part);
      files.create(part, content, access);
    }
    files.move(part, file);
  }

  /** Deletes the file and what a broken attempt left beside it. */
  public void clear(Path file) {
    files.delete(part(file));
    files.delete(file);
  }

  /** Deletes what a broken attempt left beside the file, and leaves the file. */
  public void clearPart(Path file) {
    files.delete(part(file));
  }

  private static Path part(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }
}
