/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says of a file without its content being read.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970; anybody may set it
 * @param changed nanoseconds since 1970 of the last change of content or attributes; nobody can set
 *     it but the file system's clock
 * @param inode number of the file
 */
public record FileStamp(long size, long modified, long changed, long inode) {

  /**
   * Reads it, links followed.
   *
   * @return empty where there is nothing, or the file system does not say so much
   * @throws IOException where it cannot be asked
   */
  public static Optional<FileStamp> of(Path file) throws IOException {
    try {
      Map<String, Object> facts =
          Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
      return Optional.of(
          new FileStamp(
              (Long) facts.get("size"),
              nanos(facts.get("lastModifiedTime")),
              nanos(facts.get("ctime")),
              (Long) facts.get("ino")));
    } catch (NoSuchFileException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }
}
