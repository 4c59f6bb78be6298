/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.imgapi.ApiError.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Makes the manifest of an image from what a request says of it. */
final class NewImage {

  private static final List<String> PLAIN = List.of("owner", "name", "version", "type", "os");
  private static final List<String> OPTIONAL =
      List.of(
          "description",
          "homepage",
          "eula",
          "error",
          "requirements",
          "users",
          "traits",
          "billing_tags",
          "generate_passwords",
          "inherited_directories",
          "origin",
          "channels");
  private static final List<String> OF_ZVOLS =
      List.of("nic_driver", "disk_driver", "cpu_type", "image_size");
  private static final List<String> IGNORED = List.of("v", "files", "state", "icon", "acl");

  private NewImage() {}

  /** Makes one with a uuid of the server's. */
  static ObjectNode create(ObjectNode data, String uuid) {
    ObjectNode rest = data.deepCopy();
    ObjectNode raw = fields(data, rest);
    raw.put("uuid", uuid);
    refuseOthers(rest);
    return raw;
  }

  /** Makes one that keeps its uuid and when it was published. */
  static ObjectNode imported(ObjectNode data) {
    ObjectNode rest = data.deepCopy();
    ObjectNode raw = fields(data, rest);
    for (String field : List.of("uuid", "published_at", "urn")) {
      move(raw, rest, field);
    }
    refuseOthers(rest);
    return raw;
  }

  private static ObjectNode fields(ObjectNode data, ObjectNode rest) {
    ObjectNode raw = JsonText.object();
    raw.put("v", data.path("v").asInt(2));
    PLAIN.forEach(field -> move(raw, rest, field));
    move(raw, rest, "public");
    raw.putIfAbsent("public", raw.booleanNode(false));
    move(raw, rest, "disabled");
    raw.putIfAbsent("disabled", raw.booleanNode(false));
    raw.put("activated", false).put("state", "unactivated");
    raw.set("acl", data.hasNonNull("acl") ? data.get("acl") : raw.arrayNode());
    OPTIONAL.forEach(field -> move(raw, rest, field));
    if (rest.hasNonNull("tags")) {
      setTags(raw, rest.get("tags"));
    }
    rest.remove("tags");
    if (raw.path("type").asText().equals("zvol")) {
      List<Problem> missing = new ArrayList<>();
      for (String field : OF_ZVOLS) {
        if (!rest.hasNonNull(field) && !field.equals("cpu_type")) {
          missing.add(Problem.missing(field));
        }
        move(raw, rest, field);
      }
      ManifestRules.refuse("invalid image data: ", missing);
    }
    rest.remove(IGNORED);
    return raw;
  }

  private static void move(ObjectNode raw, ObjectNode rest, String field) {
    JsonNode value = rest.remove(field);
    if (value != null && !value.isNull()) {
      raw.set(field, value);
    }
  }

  private static void refuseOthers(ObjectNode rest) {
    List<String> others = new ArrayList<>();
    rest.fieldNames().forEachRemaining(others::add);
    if (!others.isEmpty()) {
      throw ApiError.invalidParameter(
          "invalid extra parameters: \"" + String.join("\", \"", others) + "\"",
          others.stream().map(field -> Problem.invalid(field, "")).toList());
    }
  }

  /** Stores tags in both forms: as an object, and as {@code key=value} for searching. */
  static void setTags(ObjectNode raw, JsonNode tags) {
    var search = raw.putArray("tags");
    Iterator<String> names = tags.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      JsonNode value = tags.get(name);
      search.add(name + "=" + (value.isValueNode() ? value.asText() : ""));
    }
    raw.set("tagsObj", tags);
  }
}
