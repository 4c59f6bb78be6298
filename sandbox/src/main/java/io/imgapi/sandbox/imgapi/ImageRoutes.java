/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is done with one image: shown, changed, deleted. */
final class ImageRoutes {

  private final ImgapiContext context;
  private final ImageLookup lookup;

  ImageRoutes(ImgapiContext context, ImageLookup lookup) {
    this.context = context;
    this.lookup = lookup;
  }

  void get(Exchange exchange) {
    lookup.requireUuid(exchange);
    context.gate().passive(exchange);
    Image image = lookup.find(exchange);
    Answer.image(exchange, image, exchange.adminFields());
  }

  void act(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    lookup.requireUuid(exchange);
    String action = exchange.query().text("action").orElse("");
    switch (action) {
      case "import" -> bringIn(exchange);
      case "import-remote", "export", "change-stor" ->
          throw new ApiError(501, "NotAvailable", "\"" + action + "\" is not available here");
      default -> {
        Image image = lookup.findOwn(exchange);
        requireMatch(exchange, image);
        Answer.image(exchange, changed(exchange, action), false);
      }
    }
  }

  private Image changed(Exchange exchange, String action) throws IOException {
    ManifestDatabase database = context.database();
    String uuid = lookup.uuid();
    return switch (action) {
      case "activate" ->
          database.change(uuid, raw -> ImageChanges.activate(raw, context.clock().instant()));
      case "enable" -> database.change(uuid, raw -> ImageChanges.disable(raw, false));
      case "disable" -> database.change(uuid, raw -> ImageChanges.disable(raw, true));
      case "update" -> {
        ObjectNode data = exchange.object();
        ImageChanges.requireMutable(data, exchange.query().account().isPresent());
        yield database.change(uuid, raw -> ImageChanges.update(raw, data));
      }
      case "channel-add" -> addToChannel(exchange);
      case "" ->
          throw ApiError.invalidParameter(
              "no image \"action\" was specified", List.of(ApiError.Problem.missing("action")));
      default ->
          throw ApiError.invalidParameter("\"" + action + "\" is not a valid action", "action");
    };
  }

  private Image addToChannel(Exchange exchange) throws IOException {
    Channels known =
        context
            .config()
            .channels()
            .orElseThrow(
                () -> ApiError.invalidParameter("\"channel-add\" is not a valid action", "action"));
    String name = exchange.object().path("channel").asText("");
    known.requireKnown(name);
    return context.database().change(lookup.uuid(), raw -> ImageChanges.addChannel(raw, name));
  }

  /** Takes an image over as it is elsewhere, with its uuid and when it was published. */
  private void bringIn(Exchange exchange) throws IOException {
    Optional<String> channel = exchange.channel();
    if (exchange.query().get("source").isPresent()) {
      throw new ApiError(501, "NotAvailable", "importing from a source is not available here");
    }
    if (exchange.query().account().isPresent()) {
      throw new ApiError(403, "OperatorOnly", "this endpoint may only be called by an operator");
    }
    ObjectNode data = exchange.object();
    String given = data.path("uuid").asText("");
    if (!given.equals(lookup.uuid())) {
      throw ApiError.invalidParameter(
          "URL UUID, \"" + lookup.uuid() + "\" and body UUID, \"" + given + "\" do not match",
          "uuid");
    }
    data.remove("channels");
    channel.ifPresent(name -> data.putArray("channels").add(name));
    Answer.image(exchange, context.database().add(NewImage.imported(data)), false);
  }

  void delete(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    Image image = lookup.findOwn(exchange);
    boolean everywhere = exchange.query().truth("force_all_channels").orElse(false);
    Optional<String> channel = exchange.channel();
    List<String> dependents =
        context.database().dependentsOf(image.uuid()).stream()
            .filter(other -> channel.isEmpty() || other.list("channels").contains(channel.get()))
            .map(Image::uuid)
            .toList();
    if (!dependents.isEmpty()) {
      throw new ApiError(
          422,
          "ImageHasDependentImages",
          "image \""
              + image.uuid()
              + "\" has "
              + dependents.size()
              + " dependent incremental image(s): "
              + String.join(", ", dependents));
    }
    if (channel.isPresent() && image.list("channels").size() > 1 && !everywhere) {
      String name = channel.get();
      context.database().change(image.uuid(), raw -> ImageChanges.removeChannel(raw, name));
    } else {
      context.database().remove(image.uuid());
      deleteFiles(image);
    }
    Answer.empty(exchange, 204);
  }

  /** The manifest is gone already: a file that stays is for the operators to remove. */
  private void deleteFiles(Image image) throws IOException {
    List<ObjectNode> files = image.files();
    for (int i = 0; i < files.size(); i++) {
      try {
        context.storage().of(FileRoutes.place(files.get(i))).delete(image.uuid(), "file" + i);
      } catch (StorageFailure failure) {
        context.log().error("image " + image.uuid() + " may have zombie files", failure);
        throw failure.answer("error deleting image file");
      }
    }
    if (image.icon().isPresent()) {
      try {
        context.storage().of(FileRoutes.place(image.icon().get())).delete(image.uuid(), "icon");
      } catch (StorageFailure failure) {
        context.log().error("image " + image.uuid() + " may have a zombie icon", failure);
      }
    }
  }

  private static void requireMatch(Exchange exchange, Image image) {
    String etag = ImageView.etag(exchange.view(false).of(image));
    exchange
        .header("if-match")
        .map(wanted -> wanted.replace("\"", ""))
        .filter(wanted -> !wanted.equals("*") && !wanted.equals(etag))
        .ifPresent(
            wanted -> {
              throw new ApiError(
                  412,
                  "PreconditionFailed",
                  "if-match '" + wanted + "' didn't match etag '" + etag + "'");
            });
  }
}
