/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.ConfigSecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differs between the values of two files. */
final class ConfigDiff {
  private ConfigDiff() {}

  /** The keys that differ, in the order of the files; what is secret is masked. */
  static List<ConfigPlan.Difference> of(ObjectNode before, ObjectNode after) {
    Map<String, JsonNode> old = new LinkedHashMap<>();
    Map<String, JsonNode> fresh = new LinkedHashMap<>();
    flatten("", before, old);
    flatten("", after, fresh);
    Set<String> keys = new LinkedHashSet<>(old.keySet());
    keys.addAll(fresh.keySet());
    List<ConfigPlan.Difference> differences = new ArrayList<>();
    for (String key : keys) {
      if (!Optional.ofNullable(old.get(key)).equals(Optional.ofNullable(fresh.get(key)))) {
        differences.add(
            new ConfigPlan.Difference(key, shown(key, old.get(key)), shown(key, fresh.get(key))));
      }
    }
    return List.copyOf(differences);
  }

  private static Optional<JsonNode> shown(String key, JsonNode value) {
    return Optional.ofNullable(value)
        .map(present -> ConfigSecrets.masked(key.substring(key.lastIndexOf('.') + 1), present));
  }

  /** An object is its members; one without any is a value. */
  private static void flatten(String above, ObjectNode object, Map<String, JsonNode> leaves) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String key = above + member.getKey();
      if (member.getValue() instanceof ObjectNode below && !below.isEmpty()) {
        flatten(key + ".", below, leaves);
      } else {
        leaves.put(key, member.getValue());
      }
    }
  }
}
