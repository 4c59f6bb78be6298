/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A text in a directory of its own that nobody else may enter, for an editor, which may leave files
 * of its own beside it. Gone when it is closed, unless it is to be kept.
 */
public final class PrivateCopy implements AutoCloseable {
  private final Path file;
  private boolean kept;

  private PrivateCopy(Path file) {
    this.file = file;
  }

  /**
   * Makes it.
   *
   * @param name of the file, by which an editor knows how to show it
   */
  public static PrivateCopy of(String name, String text) throws IOException {
    // Readable by its owner alone, by the contract of this method.
    Path directory = Files.createTempDirectory("imgapi-");
    PrivateCopy copy = new PrivateCopy(directory.resolve(name));
    Files.createFile(
        copy.file,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(copy.file, text, StandardCharsets.UTF_8);
    return copy;
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** What it holds now; bytes that are not UTF-8 become U+FFFD. */
  public String text() throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Leaves it when it is closed. */
  public void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    Path directory = file.getParent();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
      for (Path one : left) {
        Files.deleteIfExists(one);
      }
    }
    Files.deleteIfExists(directory);
  }
}
