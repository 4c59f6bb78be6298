/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the API shows of an image.
 *
 * @param mode the server's; a public one hides what is for its operators only
 * @param channels show channels, which the first version of the API does not know
 * @param storage show where files are stored
 */
record ImageView(String mode, boolean channels, boolean storage) {

  private static final List<String> ALWAYS =
      List.of("owner", "name", "version", "state", "disabled", "public", "published_at");
  private static final List<String> WHERE_GIVEN =
      List.of(
          "urn",
          "requirements",
          "users",
          "generate_passwords",
          "inherited_directories",
          "origin",
          "nic_driver",
          "disk_driver",
          "cpu_type",
          "image_size");

  ObjectNode of(Image image) {
    ObjectNode raw = image.raw();
    ObjectNode view = JsonText.object();
    view.put("v", raw.path("v").asInt(2)).put("uuid", image.uuid());
    ALWAYS.forEach(field -> put(view, field, raw.get(field)));
    view.put("disabled", image.disabled()).put("public", image.isPublic());
    put(view, "type", raw.get("type"));
    put(view, "os", raw.get("os"));
    files(view.putArray("files"), image);
    list(view, "acl", image);
    for (String field : List.of("description", "homepage", "eula")) {
      if (!image.text(field).isEmpty()) {
        put(view, field, raw.get(field));
      }
    }
    if (image.icon().isPresent()) {
      view.put("icon", true);
    }
    WHERE_GIVEN.forEach(field -> put(view, field, raw.get(field)));
    put(view, "tags", tags(image));
    if (!mode.equals("public")) {
      list(view, "billing_tags", image);
      if (!raw.path("traits").isEmpty()) {
        put(view, "traits", raw.get("traits"));
      }
    }
    if (image.text("state").equals("failed")) {
      put(view, "error", raw.get("error"));
    }
    if (channels) {
      put(view, "channels", raw.get("channels"));
    }
    return view;
  }

  private void files(ArrayNode files, Image image) {
    for (ObjectNode file : image.files()) {
      ObjectNode entry = files.addObject();
      for (String field : List.of("sha1", "size", "compression", "dataset_guid")) {
        put(entry, field, file.get(field));
      }
      if (storage) {
        put(entry, "stor", file.get("stor"));
      }
    }
  }

  /** Old manifests hold tags in the form for searching only. */
  private static JsonNode tags(Image image) {
    if (image.raw().has("tagsObj") || image.raw().path("tags").isEmpty()) {
      return image.raw().get("tagsObj");
    }
    ObjectNode tags = JsonText.object();
    for (String tag : image.list("tags")) {
      int equals = tag.indexOf('=');
      if (equals > 0) {
        tags.put(tag.substring(0, equals), tag.substring(equals + 1));
      }
    }
    return tags;
  }

  private static void list(ObjectNode view, String field, Image image) {
    List<String> texts = image.list(field);
    if (!texts.isEmpty()) {
      ArrayNode list = view.putArray(field);
      texts.forEach(list::add);
    }
  }

  private static void put(ObjectNode view, String field, JsonNode value) {
    if (value != null && !value.isNull()) {
      view.set(field, value);
    }
  }

  /** Returns the tag that changes whenever the view does. */
  static String etag(ObjectNode view) {
    return Digests.hex(Digests.sha1().digest(JsonText.compact(view).getBytes(UTF_8)));
  }
}
