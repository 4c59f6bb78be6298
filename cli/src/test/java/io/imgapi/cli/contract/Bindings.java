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
      String word = field.getValue().asText();
      if (word.startsWith("{{") && !word.equals(ANY) && actual.has(field.getKey())) {
        values.putIfAbsent(word, actual.path(field.getKey()).asText());
      }
    }
  }
}
