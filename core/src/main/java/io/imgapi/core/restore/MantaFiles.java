/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/**
 * Image files that the service itself keeps in Manta. They are in no backup, and nothing brings one
 * back that is gone.
 *
 * @param directory where they are
 */
record MantaFiles(ObjectStore store, String directory) {

  /**
   * Those of an image that are not there as its manifest says, as {@code uuid/name}. One request
   * for each file that the manifest names.
   */
  List<String> goneOf(ImageManifest manifest) {
    return manifest.mantaFiles().stream()
        .filter(file -> !isThere(new ImagePath(manifest.uuid(), file.name()), file))
        .map(file -> manifest.uuid() + "/" + file.name())
        .toList();
  }

  private boolean isThere(ImagePath path, ImageFile file) {
    Optional<Entry> there = store.head(directory + "/" + path.relative());
    return there
        .filter(entry -> !entry.directory())
        .filter(entry -> file.size() < 0 || entry.size() == file.size())
        .filter(entry -> file.md5().isEmpty() || file.md5().get().equals(entry.md5()))
        .isPresent();
  }
}
