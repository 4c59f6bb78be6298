/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.digest.Md5;
import java.util.UUID;

/**
 * Paths below the backup area {@code B} = {@code ${manta.rootDir}/backup}.
 *
 * @param backup the area itself, without a final slash
 */
public record MirrorLayout(String backup) {
  /** Name of a snapshot's archive of manifests. */
  public static final String ARCHIVE = "manifests.tar.gz";

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

  /** A path below the area, relative to it. */
  public String relative(String path) {
    return path.substring(backup.length() + 1);
  }

  /** The directory of one snapshot. */
  public String snapshot(String id) {
    return snapshots() + "/" + id;
  }

  /** The list of a snapshot; where it is missing, there is no snapshot. */
  public String snapshotList(String id) {
    return snapshot(id) + "/snapshot.jsonl.gz";
  }

  /** The manifests of a snapshot. */
  public String snapshotArchive(String id) {
    return snapshot(id) + "/" + ARCHIVE;
  }

  /** Content of small files, by MD5; absent where only the original tools ever wrote. */
  public String blobs() {
    return backup + "/blobs";
  }

  /** The content with this digest. */
  public String blob(Md5 md5) {
    return blobs() + "/" + md5.hex().substring(0, 2) + "/" + md5.hex();
  }

  /** The instance's configuration, public keys and certificate; absent unless asked for. */
  public String configArchive() {
    return backup + "/config/config.tar.gz";
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
