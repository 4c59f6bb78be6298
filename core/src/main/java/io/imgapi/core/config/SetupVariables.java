/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.ZoneMetadata;
import java.util.Optional;

/**
 * The metadata keys from which a first configuration is made, read as the original's template used
 * them.
 */
final class SetupVariables {
  private final ZoneMetadata metadata;

  SetupVariables(ZoneMetadata metadata) {
    this.metadata = metadata;
  }

  /**
   * A text; an empty one counts as not set.
   *
   * <p>The original pasted values between quotes without escaping, so whoever wanted a quote in a
   * value wrote {@code \"} into the metadata. What can be read that way is; anything else is taken
   * as it stands.
   */
  Optional<String> text(String key) {
    return raw(key)
        .map(
            value -> {
              try {
                return JsonReader.parse('"' + value + '"').asText(value);
              } catch (JsonSyntaxException e) {
                return value;
              }
            });
  }

  /** A value that is JSON itself. */
  Optional<JsonNode> json(String key) {
    return raw(key)
        .map(
            value -> {
              try {
                return JsonReader.parse(value);
              } catch (JsonSyntaxException e) {
                throw wrong(key, "the metadata key " + key + " " + e.getMessage())
                    .remedy("correct it with: mdata-put " + key + " VALUE");
              }
            });
  }

  /** A value as it stands; an empty one counts as not set. */
  Optional<String> raw(String key) {
    return metadata.get(key).filter(value -> !value.isEmpty());
  }

  static ImgapiException wrong(String key, String message) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, message).with("key", key);
  }
}
