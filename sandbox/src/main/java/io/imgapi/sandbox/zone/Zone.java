/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import java.nio.file.Path;

/**
 * A zone.
 *
 * @param alias its name
 * @param root what is {@code /} within it; for {@code imgapi --root}
 * @param mantaDirectory where its IMGAPI keeps its things in Manta, without a trailing slash
 * @param privateKey the instance's key, a path outside the zone's own view
 */
public record Zone(String alias, Path root, String mantaDirectory, Path privateKey) {

  /** Returns the configuration file. */
  public Path configuration() {
    return root.resolve("data/imgapi/etc/imgapi.config.json");
  }

  /** Returns the directory of the images' manifests. */
  public Path manifests() {
    return root.resolve("data/imgapi/manifests");
  }

  /** Returns the directory of the images' files. */
  public Path images() {
    return root.resolve("data/imgapi/images");
  }
}
