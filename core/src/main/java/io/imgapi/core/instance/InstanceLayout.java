/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every local path of an instance, below one root: {@code /} in a zone, any directory elsewhere.
 * The paths are those of the original tools, which work on the same files.
 *
 * @param root of the zone, or of the copy of one
 * @param base where the two trees and what belongs to them lie
 */
public record InstanceLayout(Path root, Path base) {
  private static final List<String> RELOCATABLE = List.of("/data/", "/root/", "/opt/");

  /** An instance in the zone, or in the copy of one, whose root is {@code root}. */
  public InstanceLayout(Path root) {
    this(root, root.resolve("data/imgapi"));
  }

  /** Nothing but the two trees, directly in a directory. */
  public static InstanceLayout treesIn(Path directory) {
    return new InstanceLayout(directory, directory);
  }

  /** The path that is {@code absolute} in a zone, for example {@code /data/imgapi/etc}. */
  public Path resolve(String absolute) {
    return root.resolve(absolute.substring(absolute.startsWith("/") ? 1 : 0));
  }

  /**
   * Where a path that a configuration names lies if it is one of the zone's; it counts where it
   * exists, else the path as it is. Empty where it can be none.
   */
  public Optional<Path> relocated(String configured) {
    return RELOCATABLE.stream().anyMatch(configured::startsWith)
        ? Optional.of(resolve(configured))
        : Optional.empty();
  }

  /** Whether this is the machine's own root, so that its services and owners are meant. */
  public boolean isSystemRoot() {
    return root.equals(root.getRoot());
  }

  /** The instance's configuration file. */
  public Path configFile() {
    return base().resolve("etc/imgapi.config.json");
  }

  /** One {@code <uuid>.raw} for each image. */
  public Path manifests() {
    return base().resolve("manifests");
  }

  /** {@code <3 chars>/<uuid>/<file>}. */
  public Path images() {
    return base().resolve("images");
  }

  /** Markers, journals, the lock and run records. */
  public Path run() {
    return base().resolve("run");
  }

  /** Where a restore moves what it takes out of the live tree. */
  public Path replaced() {
    return base().resolve("replaced");
  }

  /** The manifest of an image. */
  public Path manifest(String uuid) {
    return manifests().resolve(uuid + ".raw");
  }

  /** The directory of an image's files. */
  public Path imageDirectory(String uuid) {
    return images().resolve(uuid.substring(0, 3)).resolve(uuid);
  }
}
