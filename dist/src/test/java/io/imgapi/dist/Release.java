/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An unpacked distribution.
 *
 * @param directory that the archive has
 */
record Release(Path directory) {
  /** The archive that the build made. */
  static final Path ARCHIVE = Path.of(System.getProperty("imgapi.archive"));

  /** Its version. */
  static final String VERSION = System.getProperty("imgapi.version");

  /** Unpacks the archive as an operator does. */
  static Release unpack(Path where) throws IOException {
    Files.createDirectories(where);
    new Machine(where)
        .run(List.of("tar", "-xzf", ARCHIVE.toString(), "-C", where.toString()))
        .good();
    return new Release(where.resolve("imgapi-" + VERSION));
  }

  Path installer() {
    return directory.resolve("install");
  }

  /** Makes it another version, the program included. */
  Release as(String version) throws IOException {
    Files.writeString(directory.resolve("VERSION"), version + "\n");
    Path jar = directory.resolve("lib/imgapi.jar");
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
      Path manifest = inside.getPath("META-INF/MANIFEST.MF");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replace("Implementation-Version: " + VERSION, "Implementation-Version: " + version));
    }
    return finished();
  }

  /**
   * Makes nothing for later starts, which takes the longest of an installation, and has no library
   * that {@code --version} can do without.
   */
  Release quick() throws IOException {
    try (FileSystem inside =
        FileSystems.newFileSystem(directory.resolve("lib/imgapi.jar"), Map.of())) {
      for (String library : List.of("org/bouncycastle", "com/unboundid", "org/eclipse", "kotlin")) {
        try (Stream<Path> tree = Files.walk(inside.getPath(library))) {
          for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
    Path shareClasses = directory.resolve("libexec/share-classes");
    Files.writeString(shareClasses, "#!/bin/sh\n: >\"$3/classes-$2.archive\"\n", UTF_8);
    Files.setPosixFilePermissions(shareClasses, PosixFilePermissions.fromString("rwxr-xr-x"));
    return finished();
  }

  private Release finished() throws IOException {
    try {
      FinishedLayout.main(new String[] {directory.toString()});
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }
}
