/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import io.imgapi.sandbox.account.SshPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who may change something, by keys (operator-scripts.md 5.5): those of the configuration, then the
 * files of {@code authkeys/local} and {@code authkeys/manta}.
 */
final class AuthKeys {

  private final Map<String, List<String>> configured;
  private final List<Path> directories;
  private final BunyanLog log;
  private volatile Map<String, List<SshPublicKey>> byUser = Map.of();

  AuthKeys(Map<String, List<String>> configured, List<Path> directories, BunyanLog log) {
    this.configured = configured;
    this.directories = directories;
    this.log = log;
  }

  /** Reads all of them anew; when one file cannot be read, everything stays as it was. */
  void reload() {
    Map<String, List<SshPublicKey>> fresh = new HashMap<>();
    configured.forEach((user, lines) -> add(fresh, user, lines));
    try {
      for (Path directory : directories) {
        read(directory, fresh);
      }
    } catch (IOException failure) {
      log.error("authkeys not reloaded", failure);
      return;
    }
    byUser = Map.copyOf(fresh);
  }

  private void read(Path directory, Map<String, List<SshPublicKey>> fresh) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> listing = Files.list(directory)) {
      for (Path file : listing.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".keys")) {
          add(
              fresh,
              name.substring(0, name.lastIndexOf('.')),
              Files.readAllLines(file).stream()
                  .map(String::strip)
                  .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                  .toList());
        }
      }
    }
  }

  private void add(Map<String, List<SshPublicKey>> keys, String user, List<String> lines) {
    List<SshPublicKey> own = keys.computeIfAbsent(user, unused -> new ArrayList<>());
    for (String line : lines) {
      try {
        own.add(SshPublicKey.parse(line));
      } catch (IllegalArgumentException unusable) {
        log.warn("bad ssh key of " + user + ": " + unusable.getMessage());
      }
    }
  }

  List<SshPublicKey> of(String user) {
    return byUser.getOrDefault(user, List.of());
  }
}
