/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestFormatException;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.LocalManifest;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the mirror's manifests say, whether or not the local ones say the same. */
final class MirrorManifests {
  private final LocalTree local;
  private final MirrorContents contents;
  private final Map<UUID, Optional<ImageManifest>> readBack = new HashMap<>();

  MirrorManifests(LocalTree local, MirrorContents contents) {
    this.local = local;
    this.contents = contents;
  }

  /**
   * What the mirror's manifest of an image says; empty where it is torn even there.
   *
   * @param object the mirror's version
   * @throws StoreException where it has to be read back and cannot be
   */
  Optional<ImageManifest> facts(UUID uuid, RemoteObject object) {
    LocalManifest here = local.manifests().get(uuid);
    if (here != null && here.md5().equals(object.md5())) {
      return Optional.of(here.facts());
    }
    return readBack.computeIfAbsent(
        uuid, image -> parse(image, contents.bytes("manifests/" + image + ".raw", object)));
  }

  private static Optional<ImageManifest> parse(UUID uuid, byte[] bytes) {
    try {
      return Optional.of(ManifestParser.parse(uuid, bytes));
    } catch (ManifestFormatException e) {
      return Optional.empty();
    }
  }
}
