/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.run.TreeOwner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directories of a tree that is restored: made where they are missing, never through links. */
final class RestoredDirectories {
  private final Path tree;
  private final TreeOwner owner;
  private final Set<Path> sound = ConcurrentHashMap.newKeySet();

  RestoredDirectories(Path tree, TreeOwner owner) {
    this.tree = tree;
    this.owner = owner;
  }

  /**
   * Makes the directories above a file.
   *
   * @param relative path of the file below the tree, of a safe form
   * @return the file's path
   */
  Path parentsOf(String relative) throws IOException {
    Path directory = tree;
    String[] parts = relative.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      directory = directory.resolve(parts[i]);
      if (!sound.contains(directory)) {
        make(directory, relative);
        sound.add(directory);
      }
    }
    return directory.resolve(parts[parts.length - 1]);
  }

  private void make(Path directory, String relative) throws IOException {
    try {
      Files.createDirectory(directory);
      owner.give(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw SafeNames.hostile(relative, directory + " is not a directory of its own");
      }
    }
  }
}
