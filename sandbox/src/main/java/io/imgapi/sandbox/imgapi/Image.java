/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image as its manifest file holds it. Nobody changes the node; a change is made on {@link
 * #copy()}.
 */
record Image(ObjectNode raw) {

  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  static boolean isUuid(String text) {
    return text.matches(UUID);
  }

  /** Returns the directory that groups images whose uuids begin alike (operator-scripts.md 2). */
  static String prefix(String uuid) {
    return uuid.substring(0, 3);
  }

  ObjectNode copy() {
    return raw.deepCopy();
  }

  String uuid() {
    return text("uuid");
  }

  String owner() {
    return text("owner");
  }

  /** Returns a field's text; empty when it is absent. */
  String text(String field) {
    return raw.path(field).asText("");
  }

  /** Tells a truth value, which old manifests hold as text. */
  boolean is(String field) {
    return Boolean.parseBoolean(text(field));
  }

  /** Tells whether it was activated; manifests from other places may only say the state. */
  boolean activated() {
    return raw.has("activated") ? is("activated") : !text("state").equals("unactivated");
  }

  boolean disabled() {
    return is("disabled");
  }

  boolean isPublic() {
    return is("public");
  }

  /** Returns when it was published; absent for one that never was. */
  Optional<Instant> publishedAt() {
    try {
      return raw.has("published_at")
          ? Optional.of(Instant.parse(text("published_at")))
          : Optional.empty();
    } catch (DateTimeParseException odd) {
      return Optional.empty();
    }
  }

  List<ObjectNode> files() {
    List<ObjectNode> files = new ArrayList<>();
    for (JsonNode file : raw.path("files")) {
      if (file instanceof ObjectNode entry) {
        files.add(entry);
      }
    }
    return files;
  }

  Optional<ObjectNode> icon() {
    return raw.get("icon") instanceof ObjectNode icon ? Optional.of(icon) : Optional.empty();
  }

  /** Returns the texts of a list; a single text counts as a list of one. */
  List<String> list(String field) {
    JsonNode value = raw.path(field);
    if (value.isTextual()) {
      return List.of(value.asText());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  /** Tells whether an account may see it (triton-apis.md 6.1). */
  boolean isVisibleTo(String account) {
    return owner().equals(account)
        || (activated() && (isPublic() || list("acl").contains(account)));
  }

  static String state(boolean activated, boolean disabled) {
    if (!activated) {
      return "unactivated";
    }
    return disabled ? "disabled" : "active";
  }
}
