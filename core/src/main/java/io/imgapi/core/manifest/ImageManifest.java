/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.manifest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the jobs need of an image manifest.
 *
 * @param uuid the image
 * @param activated {@code activated} is true, or absent while {@code state} is neither unactivated,
 *     creating nor failed: from then on its image files never legally change
 * @param origin the image that it is a difference to; empty where it stands alone
 * @param localFiles the files it names with {@code stor: local}, in the manifest's order
 * @param mantaFiles the files it names with {@code stor: manta}: the service itself keeps them in
 *     Manta
 */
public record ImageManifest(
    UUID uuid,
    boolean activated,
    Optional<UUID> origin,
    List<ImageFile> localFiles,
    List<ImageFile> mantaFiles) {

  /** Whether a file of it never legally changes. */
  public boolean holds(ImageFile file) {
    return activated && !file.isIcon();
  }
}
