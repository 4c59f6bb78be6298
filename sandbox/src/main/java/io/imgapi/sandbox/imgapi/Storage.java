/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The places where files may be stored, and the choice among them (operator-scripts.md 5.1).
 *
 * @param places by type
 * @param adminUuid whose images stay local unless Manta is asked for
 */
record Storage(Map<String, ImageFiles> places, Optional<String> adminUuid) {

  private static final List<String> TYPES = List.of("local", "manta");

  /**
   * Returns the place for a new file.
   *
   * @throws ApiError when the request asks for a place that it may not, or that nobody knows
   */
  ImageFiles choose(Image image, Query query) {
    Optional<String> asked = query.get("storage");
    asked.filter(type -> !type.isEmpty()).ifPresent(type -> check(type, query));
    boolean remoteOk =
        adminUuid.filter(image.owner()::equals).isEmpty() || asked.equals(Optional.of("manta"));
    ImageFiles local = places.get("local");
    ImageFiles pick = places.getOrDefault(asked.orElse("manta"), local);
    return pick.type().equals("manta") && !remoteOk ? local : pick;
  }

  private static void check(String type, Query query) {
    if (query.text("account").isPresent()) {
      throw ApiError.invalidParameter(
          "invalid storage \"" + type + "\"",
          List.of(
              new ApiError.Problem(
                  "storage", "NotAllowed", "Parameter cannot be specified by non-operators")));
    }
    if (!TYPES.contains(type)) {
      throw ApiError.invalidParameter(
          "invalid storage \"" + type + "\" (must be one of " + String.join(", ", TYPES) + ")",
          "storage");
    }
  }

  /**
   * Returns the place that a manifest names.
   *
   * @throws ApiError when the server has no such place
   */
  ImageFiles of(String type) {
    ImageFiles place = places.get(type);
    if (place == null) {
      throw new ApiError(503, "StorageUnsupported", "storage type is unsupported");
    }
    return place;
  }
}
