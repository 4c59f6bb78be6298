/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** An image's icon, which may change at any time. */
final class IconRoutes {

  private static final long LARGEST = 128 << 10;
  private static final List<String> TYPES = List.of("image/jpeg", "image/gif", "image/png");

  private final ImgapiContext context;
  private final ImageLookup lookup;

  IconRoutes(ImgapiContext context, ImageLookup lookup) {
    this.context = context;
    this.lookup = lookup;
  }

  void get(Exchange exchange) throws IOException {
    lookup.requireUuid(exchange);
    context.gate().passive(exchange);
    Image image = lookup.find(exchange);
    ObjectNode icon = icon(image);
    new FileRoutes(context, lookup)
        .send(exchange, image, icon, "icon", icon.path("contentType").asText());
  }

  private static ObjectNode icon(Image image) {
    return image
        .icon()
        .orElseThrow(() -> ApiError.notFound("image \"" + image.uuid() + "\" has no icon"));
  }

  void put(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    Image image = lookup.findOwn(exchange);
    String type = exchange.header("content-type").orElse("");
    if (!TYPES.contains(type)) {
      throw ApiError.upload(
          "invalid content-type, " + type + ", must be one of " + String.join(", ", TYPES));
    }
    ImageFiles place = context.storage().choose(image, exchange.query());
    Intake.Received received =
        new Intake("icon", LARGEST, "128 KiB").receive(exchange, place, image, "icon");
    received.arrival().name();
    ObjectNode icon = JsonText.object();
    icon.put("sha1", received.content().sha1()).put("size", received.content().size());
    icon.put("contentType", type).put("contentMD5", received.content().md5());
    icon.put("mtime", ImageChanges.TIME.format(context.clock().instant()));
    icon.put("stor", place.type());
    Image changed =
        context
            .database()
            .change(
                image.uuid(),
                raw -> {
                  raw.set("icon", icon);
                  return raw;
                });
    Answer.image(exchange, changed, false);
  }

  void delete(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    Image image = lookup.findOwn(exchange);
    try {
      context.storage().of(FileRoutes.place(icon(image))).delete(image.uuid(), "icon");
    } catch (StorageFailure failure) {
      context.log().error("error deleting the icon of image " + image.uuid(), failure);
      throw failure.answer("error deleting image icon");
    }
    Image changed =
        context
            .database()
            .change(
                image.uuid(),
                raw -> {
                  raw.remove("icon");
                  return raw;
                });
    Answer.image(exchange, changed, false);
  }
}
