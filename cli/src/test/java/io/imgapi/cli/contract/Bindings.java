/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the words in double braces stand for in one run. */
final class Bindings {
  /** Stands for whatever comes. */
  static final String ANY = "{{any}}";

  private final Map<String, String> values = new LinkedHashMap<>();

  Bindings with(String word, String value) {
    values.put("{{" + word + "}}", value);
    return this;
  }

  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  Map<String, String> fill(Map<String, String> texts) {
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach((name, value) -> filled.put(name, fill(value)));
    return filled;
  }

  JsonNode fill(JsonNode json) {
    if (json.isTextual()) {
      return JsonNodeFactory.instance.textNode(fill(json.asText()));
    }
    if (json.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      json.properties().forEach(entry -> filled.set(entry.getKey(), fill(entry.getValue())));
      return filled;
    }
    if (json.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode();
      json.forEach(element -> filled.add(fill(element)));
      return filled;
    }
    return json;
  }

  /** Takes the values of words that stand for nothing yet out of an object that came. */
  void learn(JsonNode example, JsonNode actual) {
    for (Map.Entry<String, JsonNode> field : example.properties()) {
      if (actual.has(field.getKey())) {
        learn(field.getValue().asText(), actual.path(field.getKey()).asText());
      }
    }
  }

  /** Takes the values of such words out of headers that came. */
  void learn(Map<String, String> example, UnaryOperator<String> actual) {
    example.forEach(
        (name, word) ->
            Optional.ofNullable(actual.apply(name)).ifPresent(value -> learn(word, value)));
  }

  private void learn(String word, String value) {
    if (word.startsWith("{{") && !word.equals(ANY)) {
      values.putIfAbsent(word, value);
    }
  }
}
