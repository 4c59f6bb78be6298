/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Gives new files the owner of the tree they are put into, as the service expects. */
final class TreeOwner {
  private final PosixFileAttributes tree;

  /** Takes the owner of {@code directory} for the model. */
  TreeOwner(Path directory) throws IOException {
    tree = Files.readAttributes(directory, PosixFileAttributes.class);
  }

  /**
   * Gives a new file away where it is not the tree's owner's already.
   *
   * @throws IOException where that is not allowed
   */
  void give(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes now = view.readAttributes();
    if (!now.owner().equals(tree.owner())) {
      view.setOwner(tree.owner());
    }
    if (!now.group().equals(tree.group())) {
      view.setGroup(tree.group());
    }
  }
}
