/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Takes the local archive to Manta, and away from here (operator-scripts.md 5.4). */
final class ArchiveSync implements Runnable {

  private final Path directory;
  private final MantaCalls manta;
  private final BunyanLog log;

  ArchiveSync(Path directory, MantaCalls manta, BunyanLog log) {
    this.directory = directory;
    this.manta = manta;
    this.log = log;
  }

  /** Makes one pass; what fails stays for the next one. */
  @Override
  public void run() {
    try {
      for (Path prefix : sorted(directory)) {
        for (Path file : sorted(prefix)) {
          take(prefix, file);
        }
        removeIfEmpty(prefix);
      }
    } catch (IOException | StorageFailure failure) {
      log.error("archive not synced", failure);
    }
  }

  private void take(Path prefix, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String target = "/archive/" + prefix.getFileName();
    manta.makeDirectory(target);
    manta.putJson(target + "/" + file.getFileName(), bytes);
    Files.deleteIfExists(file);
  }

  private static void removeIfEmpty(Path prefix) throws IOException {
    try {
      Files.deleteIfExists(prefix);
    } catch (DirectoryNotEmptyException changedMeanwhile) {
      return;
    }
  }

  private static List<Path> sorted(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> listing = Files.list(directory)) {
      return listing.sorted().toList();
    }
  }
}
