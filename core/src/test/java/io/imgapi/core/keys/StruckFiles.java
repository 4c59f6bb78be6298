/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.host.HostFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files of which one operation is struck. */
record StruckFiles(HostFiles files, Strikes strikes) implements HostFiles {
  @Override
  public Optional<FileFacts> look(Path path) {
    return strikes.around(() -> files.look(path));
  }

  @Override
  public Optional<FileFacts> lookThrough(Path path) {
    return strikes.around(() -> files.lookThrough(path));
  }

  @Override
  public Optional<byte[]> read(Path file, int most) {
    return strikes.around(() -> files.read(file, most));
  }

  @Override
  public Optional<byte[]> readPart(Path file, long offset, int most) {
    return strikes.around(() -> files.readPart(file, offset, most));
  }

  @Override
  public Optional<List<FileFacts>> list(Path directory) {
    return strikes.around(() -> files.list(directory));
  }

  @Override
  public void write(Path file, byte[] content, Access access) {
    strikes.run(() -> files.write(file, content, access));
  }

  /** A creation has a middle: the file is there and has no content yet. */
  @Override
  public Creation create(Path file, byte[] content, Access access) {
    if (files.look(file).isEmpty()) {
      strikes.run(() -> files.create(file, new byte[0], access));
      files.delete(file);
    }
    return strikes.around(() -> files.create(file, content, access));
  }

  @Override
  public void makeDirectories(Path directory, Access access) {
    strikes.run(() -> files.makeDirectories(directory, access));
  }

  @Override
  public void move(Path from, Path to) {
    strikes.run(() -> files.move(from, to));
  }

  @Override
  public void link(Path link, Path target) {
    strikes.run(() -> files.link(link, target));
  }

  @Override
  public void delete(Path path) {
    strikes.run(() -> files.delete(path));
  }
}
