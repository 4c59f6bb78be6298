/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files below the zone's {@code images} (operator-scripts.md 5.2). One that is on its way is called
 * after the request; when that fails it stays, as with the original.
 */
final class LocalFiles implements ImageFiles {

  private final Path directory;

  LocalFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public String type() {
    return "local";
  }

  @Override
  public Arrival receive(String uuid, String name, String requestId, Upload upload, long length)
      throws IOException {
    Path file = file(uuid, name);
    Path arriving = file.resolveSibling(name + "." + requestId);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(arriving);
    try (OutputStream out = Files.newOutputStream(arriving)) {
      upload.copyTo(out);
    }
    return () -> Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public InputStream open(String uuid, String name) throws IOException {
    try {
      return Files.newInputStream(file(uuid, name));
    } catch (NoSuchFileException absent) {
      throw StorageFailure.refused("there is no such file in local storage");
    }
  }

  @Override
  public void delete(String uuid, String name) throws IOException {
    Path file = file(uuid, name);
    Files.deleteIfExists(file);
    try {
      Files.deleteIfExists(file.getParent());
    } catch (DirectoryNotEmptyException others) {
      // Leftovers of uploads stay; nobody ever cleans them.
      return;
    }
  }

  private Path file(String uuid, String name) {
    return directory.resolve(Image.prefix(uuid)).resolve(uuid).resolve(name);
  }
}
