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

/** Makes a new image from a manifest, not yet activated. */
final class CreateImageRoute implements Route {

  private final ImgapiContext context;

  CreateImageRoute(ImgapiContext context) {
    this.context = context;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    context.gate().strict(exchange);
    Optional<String> channel = exchange.channel();
    if (exchange.query().get("action").isPresent()) {
      throw new ApiError(
          501, "NotAvailable", "a standalone server makes no images from machines or registries");
    }
    Optional<String> account = exchange.query().account();
    ObjectNode data = exchange.object();
    if (data.has("state")) {
      throw ApiError.validationFailed(
          "invalid image data: \"state\"",
          List.of(new ApiError.Problem("state", "NotAllowed", "Parameter cannot be set")));
    }
    account.ifPresent(uuid -> setOwner(data, uuid));
    requireOrigin(data);
    data.remove("channels");
    channel.ifPresent(name -> data.putArray("channels").add(name));
    Image image = context.database().add(NewImage.create(data, context.uuids().get()));
    Answer.image(exchange, image, false);
  }

  private static void setOwner(ObjectNode data, String account) {
    String owner = data.path("owner").asText(account);
    if (!owner.equals(account)) {
      throw ApiError.invalidParameter(
          "invalid owner: given owner, \""
              + owner
              + "\", does not match account, \""
              + account
              + "\"",
          "owner");
    }
    data.put("owner", account);
  }

  private void requireOrigin(ObjectNode data) {
    String origin = data.path("origin").asText("");
    if (!origin.isEmpty() && context.database().find(origin).isEmpty()) {
      throw new ApiError(
          422, "OriginDoesNotExist", "origin image \"" + origin + "\" does not exist");
    }
  }
}
