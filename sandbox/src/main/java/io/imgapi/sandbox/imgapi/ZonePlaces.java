/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things lie in a zone (operator-scripts.md 2).
 *
 * @param root what is {@code /} within the zone
 */
record ZonePlaces(Path root) {

  private static final List<String> WITHIN = List.of("/data/", "/root/", "/opt/");

  Path configuration() {
    return root.resolve("data/imgapi/etc/imgapi.config.json");
  }

  Path manifests() {
    return root.resolve("data/imgapi/manifests");
  }

  Path images() {
    return root.resolve("data/imgapi/images");
  }

  Path archive() {
    return root.resolve("data/imgapi/archive");
  }

  Path authKeys(String source) {
    return root.resolve("data/imgapi/etc/authkeys").resolve(source);
  }

  /** Returns where a path of the zone's own view lies. */
  Path seenFromOutside(String path) {
    return WITHIN.stream().anyMatch(path::startsWith)
        ? root.resolve(path.substring(1))
        : Path.of(path);
  }
}
