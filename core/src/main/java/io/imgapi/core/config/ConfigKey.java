/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.Optional;

/** Looks a dotted key up as the original does: into objects, lists, texts and their length. */
final class ConfigKey {
  private ConfigKey() {}

  /**
   * The value at a key.
   *
   * @throws ImgapiException of {@link ExitCode#FAILED} naming the first part that is not there
   */
  static JsonNode lookUp(JsonNode values, String key) {
    JsonNode node = values;
    StringBuilder path = new StringBuilder();
    for (String part : key.split("\\.", -1)) {
      path.append(path.isEmpty() ? "" : ".").append(part);
      node =
          child(node, part)
              .orElseThrow(
                  () ->
                      ImgapiException.of(
                              ExitCode.FAILED, "the configuration has no key \"" + path + "\"")
                          .with("key", key)
                          .remedy("see all keys with: imgapi config --origin"));
    }
    return node;
  }

  private static Optional<JsonNode> child(JsonNode node, String part) {
    if (node.isObject()) {
      return Optional.ofNullable(node.get(part));
    }
    if (!node.isArray() && !node.isTextual()) {
      return Optional.empty();
    }
    int size = node.isArray() ? node.size() : node.textValue().length();
    if (part.equals("length")) {
      return Optional.of(DoubleNode.valueOf(size));
    }
    if (!part.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(part) >= size) {
      return Optional.empty();
    }
    int index = Integer.parseInt(part);
    return Optional.of(
        node.isArray()
            ? node.get(index)
            : TextNode.valueOf(node.textValue().substring(index, index + 1)));
  }
}
