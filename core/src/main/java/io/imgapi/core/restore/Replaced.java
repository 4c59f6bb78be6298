/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  private final Path directory;
  private boolean used;

  Replaced(InstanceLayout layout, Instant now) {
    this.layout = layout;
    this.directory = layout.replaced().resolve(NAME.format(now));
  }

  /** Moves a file of one of the trees out of the way. */
  synchronized void setAside(Path file) throws IOException {
    String relative = layout.base().relativize(file).toString();
    Path target = directory.resolve(relative);
    Files.createDirectories(target.getParent());
    Files.writeString(
        directory.resolve("list.txt"),
        relative + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    used = true;
  }

  /** The directory, or empty where nothing was moved. */
  synchronized String directory() {
    return used ? directory.toString() : "";
  }
}
