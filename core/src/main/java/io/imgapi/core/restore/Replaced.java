/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where local files go that a restore replaces: moved and listed, never deleted. */
final class Replaced {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private final InstanceLayout layout;
  private final String name;
  private Path directory;

  Replaced(InstanceLayout layout, Instant now) {
    this.layout = layout;
    this.name = NAME.format(now);
  }

  /** Moves a file of one of the trees out of the way. */
  synchronized void setAside(Path file) throws IOException {
    Path target = listed(file);
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      copy(file, target);
      Files.delete(file);
    }
  }

  /** A tree may be a file system of its own. */
  private static void copy(Path file, Path target) throws IOException {
    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      try (FileChannel written = FileChannel.open(target, StandardOpenOption.WRITE)) {
        written.force(true);
      }
    }
    AtomicFile.syncDirectory(target.getParent());
  }

  private Path listed(Path file) throws IOException {
    if (directory == null) {
      directory = make();
    }
    String relative = layout.base().relativize(file).toString();
    Path target = directory.resolve(relative);
    Files.createDirectories(target.getParent());
    Files.writeString(
        directory.resolve("list.txt"),
        relative + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return target;
  }

  /** Two restores of one second do not share a directory, so that neither hides the other's. */
  private Path make() throws IOException {
    Files.createDirectories(layout.replaced());
    Path candidate = layout.replaced().resolve(name);
    for (int nth = 2; Files.exists(candidate); nth++) {
      candidate = layout.replaced().resolve(name + "." + nth);
    }
    return Files.createDirectory(candidate);
  }

  /** The directory, or empty where nothing was moved. */
  synchronized String directory() {
    return directory == null ? "" : directory.toString();
  }
}
