/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings users' keys from Manta (operator-scripts.md 5.5). One that is gone there goes here too;
 * the original leaves it, and with it the user's access.
 */
final class AuthKeysPull implements Runnable {

  private static final int LARGEST = 1 << 20;

  private final Path directory;
  private final MantaCalls manta;
  private final AuthKeys keys;
  private final BunyanLog log;

  AuthKeysPull(Path directory, MantaCalls manta, AuthKeys keys, BunyanLog log) {
    this.directory = directory;
    this.manta = manta;
    this.keys = keys;
    this.log = log;
  }

  /** Makes one pass; when it fails, the keys stay as they are. */
  @Override
  public void run() {
    try {
      Optional<List<String>> objects = manta.objects("/authkeys");
      if (objects.isPresent()) {
        mirror(objects.get().stream().filter(AuthKeysPull::isKeysFile).toList());
      }
      keys.reload();
    } catch (IOException | StorageFailure failure) {
      log.error("authkeys not synced", failure);
    }
  }

  private void mirror(List<String> names) throws IOException {
    Files.createDirectories(directory);
    for (String name : names) {
      bring(name);
    }
    forgetOthers(names);
  }

  private static boolean isKeysFile(String name) {
    return name.matches("[^./][^/]*\\.keys");
  }

  private void bring(String name) throws IOException {
    Path part = directory.resolve("." + name + ".mwatchdirpart");
    try (InputStream content = manta.get("/authkeys/" + name)) {
      Files.write(part, content.readNBytes(LARGEST));
    }
    Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void forgetOthers(List<String> names) throws IOException {
    try (Stream<Path> listing = Files.list(directory)) {
      for (Path file : listing.toList()) {
        String name = file.getFileName().toString();
        if (isKeysFile(name) && !names.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }
}
