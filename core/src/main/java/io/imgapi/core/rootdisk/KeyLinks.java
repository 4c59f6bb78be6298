/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import io.imgapi.core.step.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Links to the instance's key in root's {@code .ssh}, where Manta's own tools look for it
 * (operator-scripts.md 5.6).
 */
record KeyLinks(Zone zone) implements Step {
  private static final String DIRECTORY = "/root/.ssh";
  private static final int PRIVATE = 0700;

  @Override
  public String name() {
    return "ssh-links";
  }

  @Override
  public Standing look() {
    if (!zone.hasConfig()) {
      return new Standing.Needed("once there is a configuration");
    }
    Optional<Path> key = zone.manta().map(this::key);
    if (key.isEmpty()) {
      return new Standing.Skipped("the instance has no Manta, so no key");
    }
    if (key.get().startsWith(zone.at(DIRECTORY))) {
      return new Standing.Skipped("the key lies there itself");
    }
    String detail = DIRECTORY + "/" + key.get().getFileName();
    return files(key.get()).stream().allMatch(this::isLinked)
        ? new Standing.Done(detail)
        : new Standing.Needed(detail);
  }

  /** As every command finds it: below another root, unless it lies elsewhere. */
  private Path key(MantaSettings manta) {
    Path below = zone.at(manta.key());
    return zone.files().lookThrough(below).isPresent() ? below : Path.of(manta.key());
  }

  private static List<Path> files(Path key) {
    return List.of(key, key.resolveSibling(key.getFileName() + ".pub"));
  }

  private Path link(Path file) {
    return zone.at(DIRECTORY).resolve(file.getFileName());
  }

  /** Whether the link leads to this file, or the file to be linked is not there. */
  private boolean isLinked(Path file) {
    Optional<FileFacts> wanted = zone.files().lookThrough(file);
    if (wanted.isEmpty()) {
      return true;
    }
    Path link = link(file);
    return zone.files().look(link).filter(found -> found.kind() == Kind.LINK).isPresent()
        && zone.files().lookThrough(link).filter(found -> same(found, wanted.get())).isPresent();
  }

  private static boolean same(FileFacts found, FileFacts wanted) {
    return found.size() == wanted.size() && found.modified().equals(wanted.modified());
  }

  @Override
  public String make() {
    Optional<Path> key = zone.manta().map(this::key);
    if (key.isEmpty()) {
      return "the instance has no Manta, so no key";
    }
    zone.files()
        .makeDirectories(
            zone.at(DIRECTORY), new Access(PRIVATE, OptionalInt.empty(), OptionalInt.empty()));
    for (Path file : files(key.get())) {
      if (!isLinked(file)) {
        zone.files().link(link(file), file);
      }
    }
    return DIRECTORY + "/" + key.get().getFileName();
  }
}
