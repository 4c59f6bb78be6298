/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.PlainNames;
import io.imgapi.core.store.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What the local trees hold, each time only where its digest proves that it is what is needed. */
final class LocalContents {
  private final InstanceLayout layout;
  private final boolean ofThisArea;

  LocalContents(InstanceLayout layout, LocalTruth truth) {
    this.layout = layout;
    this.ofThisArea = truth.isOfThisArea();
  }

  /**
   * The content of a local file.
   *
   * @param relative below the backup area, as a store named it
   * @return empty where there is none, or it is not what is needed
   */
  Optional<Source> proven(String relative, Need proof) {
    if (!ofThisArea || !PlainNames.isPlain(relative)) {
      return Optional.empty();
    }
    Path file = layout.base().resolve(relative);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      FileDigests digests = FileDigests.read(file);
      return proof.isProvenBy(digests)
          ? Optional.of(new Source("the local file " + file, content(file, digests)))
          : Optional.empty();
    } catch (IOException e) {
      // What cannot be read proves nothing; another source may have it.
      return Optional.empty();
    }
  }

  private static Content content(Path file, FileDigests digests) {
    Optional<Md5> md5 = Optional.of(digests.md5());
    return new Content(digests.size(), md5, true, out -> Files.copy(file, out));
  }

  /** Where the manifest of an image is; empty where the trees are not this area's. */
  Optional<Path> manifest(String name) {
    return ofThisArea && PlainNames.isPlain(name)
        ? Optional.of(layout.manifests().resolve(name))
        : Optional.empty();
  }
}
