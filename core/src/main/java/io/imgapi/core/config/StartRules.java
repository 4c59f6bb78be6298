/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the service checks only when it starts, or finds out only when the first image arrives. */
final class StartRules {
  private StartRules() {}

  static List<Violation> violations(JsonNode merged) {
    List<Violation> violations = new ArrayList<>();
    JsonNode channels = merged.path("channels");
    if (!channels.isMissingNode() && !channels.isNull()) {
      if (!channels.isArray() || channels.isEmpty()) {
        violations.add(new Violation("channels", "must be a list with at least one channel"));
      }
      int defaults = 0;
      for (JsonNode channel : channels) {
        if (!channel.path("name").isTextual() || !channel.path("description").isTextual()) {
          violations.add(new Violation("channels", "each needs a name and a description"));
        }
        defaults += JsTruth.of(channel.path("default")) ? 1 : 0;
      }
      if (defaults > 1) {
        violations.add(new Violation("channels", "only one may be the default"));
      }
    }
    JsonNode authKeys = merged.path("authKeys");
    if (!authKeys.isMissingNode() && !authKeys.isNull() && !authKeys.isObject()) {
      violations.add(new Violation("authKeys", "must be an object: user to list of public keys"));
    }
    return violations.stream().distinct().toList();
  }

  static List<String> warnings(JsonNode merged) {
    List<String> warnings = new ArrayList<>();
    List<String> types = new ArrayList<>();
    merged.path("storageTypes").forEach(type -> types.add(type.asText()));
    if (!types.contains("local")) {
      warnings.add("storageTypes does not name local: the service will fail at the first change");
    }
    if (merged.path("manta").isObject() && !types.contains("manta")) {
      warnings.add("there is a manta block, but storageTypes does not name manta");
    }
    return List.copyOf(warnings);
  }
}
