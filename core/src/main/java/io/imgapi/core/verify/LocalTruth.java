/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.PlainNames;
import io.imgapi.core.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the local trees say of a difference between the mirror and its newest snapshot: a backup
 * that ended before its snapshot left the mirror as the local trees are, and that is no damage.
 */
final class LocalTruth {
  private final InstanceLayout layout;
  private final String rootDir;

  LocalTruth(InstanceLayout layout, String rootDir) {
    this.layout = layout;
    this.rootDir = rootDir;
  }

  /**
   * Whether the mirror holds of a path what the local trees hold.
   *
   * @param relative below the backup area
   * @param mirrored the mirror's content; empty where it holds none
   */
  boolean explains(String relative, Optional<Md5> mirrored) {
    if (!PlainNames.isPlain(relative) || !isOfThisArea()) {
      return false;
    }
    Path file = layout.base().resolve(relative);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return mirrored.isEmpty();
    }
    try {
      return mirrored.isPresent() && FileDigests.read(file).md5().equals(mirrored.get());
    } catch (IOException e) {
      return false;
    }
  }

  /** Trees that no restore filled are no evidence of anything. */
  boolean isOfThisArea() {
    RunFiles files = new RunFiles(layout);
    return files.isMarked()
        && files.restored().map(record -> record.rootDir().equals(rootDir)).orElse(true);
  }
}
