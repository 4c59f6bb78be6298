/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Gives new files the owner of the tree they are put into, as the service expects. */
public final class TreeOwner {
  private static final String IDS = "unix:uid,gid";
  private static final String UID = "uid";
  private static final String GID = "gid";
  private static final Integer ROOT = 0;
  // Numbers, because looking names up costs more than all else that is done to a small file.
  private final Map<String, Object> tree;

  /** Takes the owner of {@code directory} for the model. */
  public TreeOwner(Path directory) throws IOException {
    tree = Files.readAttributes(directory, IDS);
  }

  /**
   * Gives a new file away where it is not the tree's owner's already.
   *
   * @throws IOException where that is not allowed
   */
  public void give(Path file) throws IOException {
    Map<String, Object> now = Files.readAttributes(file, IDS, LinkOption.NOFOLLOW_LINKS);
    set(file, UID, now);
    set(file, GID, now);
  }

  /**
   * As {@link #give}, where this program runs as root; else the file stays whose it is.
   *
   * @param file that this program made itself
   * @throws IOException where even root may not
   */
  public void giveAsRoot(Path file) throws IOException {
    if (Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(ROOT)) {
      give(file);
    }
  }

  private void set(Path file, String id, Map<String, Object> now) throws IOException {
    if (!now.get(id).equals(tree.get(id))) {
      Files.setAttribute(file, "unix:" + id, tree.get(id), LinkOption.NOFOLLOW_LINKS);
    }
  }
}
