/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.imgapi.ApiError.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes of a manifest, each on a copy. */
final class ImageChanges {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Set<String> OPERATORS_ONLY =
      Set.of("state", "error", "billing_tags", "traits");
  private static final Set<String> MUTABLE =
      Set.of(
          "owner",
          "description",
          "homepage",
          "eula",
          "public",
          "type",
          "os",
          "acl",
          "requirements",
          "users",
          "tags",
          "generate_passwords",
          "inherited_directories",
          "nic_driver",
          "disk_driver",
          "cpu_type",
          "image_size",
          "channels");

  private ImageChanges() {}

  static ObjectNode activate(ObjectNode raw, Instant now) {
    Image image = new Image(raw);
    if (image.activated()) {
      throw new ApiError(
          422, "ImageAlreadyActivated", "image \"" + image.uuid() + "\" is already activated");
    }
    if (image.files().isEmpty()) {
      throw new ApiError(
          422,
          "NoActivationNoFile",
          "image \"" + image.uuid() + "\" cannot be activated: it has no file");
    }
    if (!raw.has("published_at")) {
      raw.put("published_at", TIME.format(now));
    }
    raw.put("activated", true).put("state", Image.state(true, image.disabled()));
    return raw;
  }

  static ObjectNode disable(ObjectNode raw, boolean disabled) {
    boolean activated = new Image(raw).activated();
    return raw.put("disabled", disabled).put("state", Image.state(activated, disabled));
  }

  /**
   * Checks what an update wants to change.
   *
   * @param asAccount the caller is a user, not an operator
   */
  static void requireMutable(ObjectNode data, boolean asAccount) {
    if (data.isEmpty()) {
      throw ApiError.validationFailed(
          "invalid image update data: no parameters provided", List.of());
    }
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      String field = entry.getKey();
      if (!MUTABLE.contains(field) && !OPERATORS_ONLY.contains(field)) {
        problems.add(new Problem(field, "NotAllowed", "Parameter cannot be updated"));
      } else if (OPERATORS_ONLY.contains(field) && asAccount) {
        problems.add(new Problem(field, "NotAllowed", "Can only be updated by operators"));
      }
    }
    ManifestRules.refuse("invalid image update data: ", problems);
  }

  static ObjectNode update(ObjectNode raw, ObjectNode data) {
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      String field = entry.getKey();
      if (entry.getValue().isNull()) {
        raw.remove(field);
        if (field.equals("tags")) {
          raw.remove("tagsObj");
        }
      } else if (field.equals("tags")) {
        NewImage.setTags(raw, entry.getValue());
      } else {
        raw.set(field, entry.getValue());
      }
    }
    return raw;
  }

  static ObjectNode addChannel(ObjectNode raw, String name) {
    return withList(raw, "channels", List.of(name), List.of());
  }

  static ObjectNode removeChannel(ObjectNode raw, String name) {
    return withList(raw, "channels", List.of(), List.of(name));
  }

  static ObjectNode addAcl(ObjectNode raw, List<String> accounts) {
    return withList(raw, "acl", accounts, List.of());
  }

  static ObjectNode removeAcl(ObjectNode raw, List<String> accounts) {
    return withList(raw, "acl", List.of(), accounts);
  }

  private static ObjectNode withList(
      ObjectNode raw, String field, List<String> added, List<String> removed) {
    List<String> all = new ArrayList<>(new Image(raw).list(field));
    added.stream().filter(one -> !all.contains(one)).forEach(all::add);
    all.removeAll(removed);
    ArrayNode list = raw.putArray(field);
    all.forEach(list::add);
    return raw;
  }
}
