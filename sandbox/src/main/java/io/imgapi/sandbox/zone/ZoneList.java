/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The aliases of a sandbox's zones in the order in which they were made, and where a zone of that
 * alias lies.
 *
 * @param directory the sandbox's directory
 */
record ZoneList(Path directory) {

  /**
   * Requires a name that can be a directory's.
   *
   * @throws IllegalArgumentException when it cannot
   */
  static void requireAlias(String alias) {
    if (!alias.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("not a zone's alias: " + alias);
    }
  }

  private Path file() {
    return directory.resolve("zones.list");
  }

  /** Returns what is {@code /} within a zone. */
  Path root(String alias) {
    return directory.resolve("zones").resolve(alias);
  }

  /** Returns what outlives a zone's root disk. */
  Path state(String alias) {
    return directory.resolve("zone-state").resolve(alias);
  }

  List<String> aliases() {
    try {
      return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void add(String alias) throws IOException {
    if (!aliases().contains(alias)) {
      Files.writeString(file(), alias + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  void remove(String alias) throws IOException {
    List<String> left = aliases().stream().filter(other -> !other.equals(alias)).toList();
    Path part = file().resolveSibling(".zones.list.part");
    Files.write(part, left);
    Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
  }
}
