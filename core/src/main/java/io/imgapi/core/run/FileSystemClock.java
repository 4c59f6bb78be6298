/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a file system takes for the present: the time that a change made now would get. File systems
 * of this machine share its clock; that of a file server has its own.
 */
public final class FileSystemClock {
  private static final Set<String> LOCAL =
      Set.of("zfs", "ufs", "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "overlay");

  private FileSystemClock() {}

  /**
   * Asks, by changing a file of its own for a moment.
   *
   * @param directory where that is done
   * @param trees of which the time is wanted too
   * @return nanoseconds since 1970; empty where one of the trees may have another clock, or it
   *     cannot be asked
   */
  public static OptionalLong now(Path directory, Collection<Path> trees) {
    try {
      FileStore here = Files.getFileStore(directory);
      for (Path tree : trees) {
        FileStore there = Files.getFileStore(tree);
        if (!there.equals(here) && !(isLocal(there) && isLocal(here))) {
          return OptionalLong.empty();
        }
      }
      return OptionalLong.of(ask(directory));
    } catch (IOException | UnsupportedOperationException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isLocal(FileStore store) {
    return LOCAL.contains(store.type());
  }

  private static long ask(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, ".imgapi-", ".clock");
    try {
      return ((FileTime) Files.getAttribute(probe, "unix:ctime")).to(TimeUnit.NANOSECONDS);
    } finally {
      Files.delete(probe);
    }
  }
}
