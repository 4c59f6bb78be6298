/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import java.util.UUID;

/**
 * Paths below the backup area {@code B} = {@code ${manta.rootDir}/backup}.
 *
 * @param backup the area itself, without a final slash
 */
public record MirrorLayout(String backup) {

  /** Mirror of the local manifests. */
  public String manifests() {
    return backup + "/manifests";
  }

  /** Mirror of the local image files. */
  public String images() {
    return backup + "/images";
  }

  /** Who may write to the area; absent where only the original tools ever wrote. */
  public String owner() {
    return backup + "/owner.json";
  }

  /** Lists and archives of the snapshots; absent where only the original tools ever wrote. */
  public String snapshots() {
    return backup + "/snapshots";
  }

  /** The mirror of an image's manifest. */
  public String manifest(UUID uuid) {
    return manifests() + "/" + uuid + ".raw";
  }

  /** The directory of an image's files. */
  public String imageDirectory(UUID uuid) {
    return images() + "/" + ImagePath.directory(uuid);
  }

  /** The mirror of one of an image's files. */
  public String imageFile(UUID uuid, String name) {
    return imageDirectory(uuid) + "/" + name;
  }
}
