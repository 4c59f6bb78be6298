/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The server's inside, for its operators. It has no caches, so there is nothing to drop. */
final class StateRoutes {

  private static final Map<String, Integer> LEVELS =
      Map.of("trace", 10, "debug", 20, "info", 30, "warn", 40, "error", 50, "fatal", 60);

  private final ImgapiContext context;

  StateRoutes(ImgapiContext context) {
    this.context = context;
  }

  void get(Exchange exchange) {
    context.gate().strict(exchange);
    ObjectNode state = JsonText.object();
    ObjectNode cache = state.putObject("cache");
    cache.putObject("ImageGet");
    cache.putObject("ImageList");
    state.putObject("log").put("level", LEVELS.getOrDefault(context.config().logLevel(), 20));
    ArrayNode types = state.putArray("storageTypes");
    context.config().storageTypes().forEach(types::add);
    ObjectNode manifests = state.putObject("db").putObject("manifestFromUuid");
    for (Image image : context.database().all()) {
      ObjectNode entry = manifests.putObject(image.uuid());
      entry.set("value", image.raw());
      image.publishedAt().ifPresent(time -> entry.put("published_at", image.text("published_at")));
    }
    Answer.json(exchange, 200, state);
  }

  void update(Exchange exchange) {
    context.gate().strict(exchange);
    Optional<String> action = exchange.query().text("action");
    if (action.isEmpty()) {
      throw new ApiError(409, "MissingParameter", "\"action\" is required");
    }
    if (!action.get().equals("dropcaches")) {
      throw new ApiError(409, "InvalidArgument", "\"" + action.get() + "\" is not a valid action");
    }
    Answer.empty(exchange, 202);
  }
}
