/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what is restored elsewhere apart from an instance's own data. */
record Apart(InstanceLayout instance) {

  /**
   * Requires that a directory has nothing to do with the instance's trees.
   *
   * @throws ImgapiException {@code USAGE} where it holds them or lies in one of them
   */
  void require(Path target) {
    Path wanted = real(target);
    List<Path> trees = List.of(real(instance.manifests()), real(instance.images()));
    boolean holds =
        Stream.of("manifests", "images")
            .map(wanted::resolve)
            .map(Apart::real)
            .anyMatch(trees::contains);
    if (holds || trees.stream().anyMatch(wanted::startsWith)) {
      throw ImgapiException.of(
              ExitCode.USAGE, "that directory is this instance's own data, or lies within it")
          .with("directory", target.toString())
          .remedy("name another one; to restore the instance itself, leave --target out");
    }
  }

  /** Where links lead, as far as the path exists. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path existing = whole; existing != null; existing = existing.getParent()) {
      try {
        if (Files.exists(existing)) {
          return existing.toRealPath().resolve(existing.relativize(whole));
        }
      } catch (IOException e) {
        throw RestoreRun.failed(existing, e);
      }
    }
    return whole;
  }
}
