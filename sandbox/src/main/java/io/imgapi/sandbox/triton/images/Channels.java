/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.sandbox.triton.http.Refusal;
import java.util.List;
import java.util.Optional;

/** The channels of an updates server: triton-apis.md 7.1. */
final class Channels {
  /** In the order in which the server names them. */
  static final List<String> ALL = List.of("dev", "experimental", "staging", "release", "support");

  /** Which one is meant where none is named. */
  static final String DEFAULT = ALL.get(0);

  private Channels() {}

  static String named(Optional<String> name) {
    String channel = name.orElse(DEFAULT);
    if (!channel.equals("*") && !ALL.contains(channel)) {
      throw Refusal.of(422, "ValidationFailed", "unknown channel: " + channel)
          .field("channel", "Invalid", "");
    }
    return channel;
  }

  static boolean has(String channel, JsonNode image) {
    if (channel.equals("*")) {
      return true;
    }
    for (JsonNode one : image.path("channels")) {
      if (one.asText().equals(channel)) {
        return true;
      }
    }
    return false;
  }
}
