/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Which values of a configuration nobody else may see. Rather one too many than one too few. */
public final class ConfigSecrets {
  private static final Pattern NAME =
      Pattern.compile("pass(?:word|phrase|wd)?$|password|passphrase|secret|token|private");
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("[A-Za-z0-9+.-]://(?=[^/@\\s:]*:)[^/@\\s]*+@");

  private ConfigSecrets() {}

  /** Whether a value is one, by the name of its key or by what it looks like. */
  public static boolean isSecret(String key, JsonNode value) {
    if (value.isBoolean() || value.isNull()) {
      return false;
    }
    return NAME.matcher(key.toLowerCase(Locale.ROOT)).find() || looksSecret(value);
  }

  private static boolean looksSecret(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false).anyMatch(ConfigSecrets::looksSecret);
    }
    return value.isTextual()
        && (PASSWORD_IN_URL.matcher(value.textValue()).find()
            || KeyMaterial.isIn(value.textValue()));
  }

  /**
   * A value as it may be shown: what is secret within it is {@code ***}.
   *
   * @param key its name, without those above it
   */
  public static JsonNode masked(String key, JsonNode value) {
    if (value.isObject()) {
      ObjectNode shown = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(e -> shown.set(e.getKey(), masked(e.getKey(), e.getValue())));
      return shown;
    }
    if (value.isArray()) {
      ArrayNode shown = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> shown.add(masked(key, element)));
      return shown;
    }
    return isSecret(key, value) ? TextNode.valueOf("***") : value;
  }

  /**
   * Takes the secrets out.
   *
   * @return where they were
   */
  public static List<JsonPointer> removeFrom(ObjectNode values) {
    List<JsonPointer> removed = new ArrayList<>();
    remove(values, JsonPointer.empty(), removed);
    return List.copyOf(removed);
  }

  private static void remove(JsonNode node, JsonPointer at, List<JsonPointer> removed) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        remove(array.get(i), at.appendIndex(i), removed);
      }
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
        JsonPointer here = at.appendProperty(entry.getKey());
        if (isSecret(entry.getKey(), entry.getValue())) {
          object.remove(entry.getKey());
          removed.add(here);
        } else {
          remove(entry.getValue(), here, removed);
        }
      }
    }
  }
}
