/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.FileStamp;
import io.imgapi.core.mirror.KnownFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The digests of local files, read only where they are not known. */
record LocalDigests(InstanceLayout layout, KnownFiles known) {

  /**
   * The digests of a file.
   *
   * @param relative its path below the instance's data
   * @throws IOException where it cannot be read; {@code NoSuchFileException} where it went away
   */
  FileDigests of(String relative) throws IOException {
    Path file = layout.base().resolve(relative);
    Optional<FileStamp> before = FileStamp.of(file);
    Optional<FileDigests> unchanged = before.flatMap(stamp -> known.digests(relative, stamp));
    if (unchanged.isPresent()) {
      return unchanged.get();
    }
    FileDigests digests = FileDigests.read(file);
    learn(relative, before, digests);
    return digests;
  }

  /** Remembers digests of a file that nobody changed since {@code before}. */
  void learn(String relative, Optional<FileStamp> before, FileDigests digests) throws IOException {
    if (before.isPresent() && before.equals(FileStamp.of(layout.base().resolve(relative)))) {
      known.learn(relative, before.get(), digests);
    }
  }
}
