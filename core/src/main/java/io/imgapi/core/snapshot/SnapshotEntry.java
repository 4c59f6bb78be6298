/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of a snapshot.
 *
 * @param path relative to the backup area: {@code manifests/...} or {@code images/...}
 * @param size bytes
 * @param md5 digest of the content
 * @param place where the content is kept
 * @param mutable whether the server may still replace the file, so that nothing is promised for it
 */
public record SnapshotEntry(String path, long size, Md5 md5, Place place, boolean mutable) {

  /** Where the content of a file is. */
  public enum Place {
    /** In the archive of the snapshot, under its name below {@code manifests/}. */
    ARCHIVE,
    /** In a blob, by its MD5. */
    BLOB,
    /** In the mirror, under the same path. */
    MIRROR
  }

  /** Whether it is a file of the manifests tree. */
  public boolean isManifest() {
    return path.startsWith(MANIFESTS);
  }

  /** Whether it is the manifest or a file of an image. */
  public boolean isOf(UUID image) {
    return image().filter(image::equals).isPresent();
  }

  /** The image that it belongs to; empty where it is none's. */
  public Optional<UUID> image() {
    if (!isManifest()) {
      return ImagePath.parse(relative()).map(ImagePath::uuid);
    }
    return ManifestParser.isManifestName(relative())
        ? Optional.of(ManifestParser.uuidOf(relative()))
        : Optional.empty();
  }

  /** Its path inside its tree. */
  public String relative() {
    return path.substring(path.indexOf('/') + 1);
  }

  private static final String MANIFESTS = "manifests/";
}
