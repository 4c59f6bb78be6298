/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The channels of a server that has any.
 *
 * @param byName each as it is configured, in order
 * @param standard the one that counts where a request names none
 */
record Channels(Map<String, JsonNode> byName, Optional<String> standard) {

  /**
   * Reads the {@code channels} of a configuration.
   *
   * @throws IllegalArgumentException when they break the rules of operator-scripts.md 4.2
   */
  static Channels read(JsonNode configured) {
    if (!configured.isArray() || configured.isEmpty()) {
      throw new IllegalArgumentException("\"channels\" is not an array with at least one channel");
    }
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    Optional<String> standard = Optional.empty();
    for (JsonNode channel : configured) {
      String name = channel.path("name").asText("");
      if (!name.matches("[a-z][a-z0-9_-]*") || !channel.path("description").isTextual()) {
        throw new IllegalArgumentException(
            "\"channels\" has one without a valid name, or without"
                + " a description: \""
                + name
                + "\"");
      }
      if (channel.path("default").asBoolean()) {
        if (standard.isPresent()) {
          throw new IllegalArgumentException("\"channels\" has more than one default");
        }
        standard = Optional.of(name);
      }
      byName.put(name, channel);
    }
    return new Channels(byName, standard);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  ArrayNode listing() {
    ArrayNode all = JsonText.array();
    byName.values().forEach(all::add);
    return all;
  }

  /**
   * Returns the channel that a request means; empty for all of them.
   *
   * @throws ApiError when it names an unknown one, or none and there is no default
   */
  Optional<String> of(Query query) {
    Optional<String> named = query.text("channel");
    if (named.isEmpty()) {
      if (standard.isEmpty()) {
        throw ApiError.validationFailed(
            "channel not specified and no default channel",
            List.of(ApiError.Problem.missing("channel")));
      }
      return standard;
    }
    if (named.get().equals("*")) {
      return Optional.empty();
    }
    requireKnown(named.get());
    return named;
  }

  void requireKnown(String name) {
    if (!has(name)) {
      throw ApiError.validationFailed(
          "unknown channel: " + name, List.of(ApiError.Problem.invalid("channel", "")));
    }
  }
}
