/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.ImagePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds what uploads left under other names. */
record Leftovers(InstanceLayout layout) {

  /**
   * The leftover that is the only copy of a file which is not there under its own name: it has the
   * size and the SHA-1 that the manifest says.
   *
   * @param files the files of the image with their sizes
   * @throws IOException where one cannot be read
   */
  Optional<Path> onlyCopy(UUID uuid, ImageFile file, Map<String, Long> files) throws IOException {
    if (file.sha1().isEmpty() || files.containsKey(file.name())) {
      return Optional.empty();
    }
    for (Map.Entry<String, Long> candidate : files.entrySet()) {
      if (ImagePath.isLeftoverOf(candidate.getKey(), file.name())
          && candidate.getValue() == file.size()) {
        Path path = layout.imageDirectory(uuid.toString()).resolve(candidate.getKey());
        if (FileDigests.read(path).sha1().equals(file.sha1())) {
          return Optional.of(path);
        }
      }
    }
    return Optional.empty();
  }
}
