/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;

/** Finds the route of a request, by the shape of its path and its method. */
final class Router {

  private final ImgapiContext context;
  private final Map<String, Map<String, Route>> fixed;

  Router(ImgapiContext context) {
    this.context = context;
    StateRoutes state = new StateRoutes(context);
    this.fixed =
        Map.of(
            "ping", Map.of("GET", new PingRoute(context)),
            "state", Map.of("GET", state::get, "POST", state::update),
            "channels", channels(),
            "authkeys/reload", Map.of("POST", this::reloadKeys),
            "images",
                Map.of("GET", new ListImagesRoute(context), "POST", new CreateImageRoute(context)));
  }

  private Map<String, Route> channels() {
    return context
        .config()
        .channels()
        .map(known -> Map.<String, Route>of("GET", exchange -> list(exchange, known)))
        .orElse(Map.of());
  }

  private void list(Exchange exchange, Channels known) {
    context.gate().passive(exchange);
    Answer.json(exchange, 200, known.listing());
  }

  /** Answers at once with what the disk has; what Manta has comes when it comes. */
  private void reloadKeys(Exchange exchange) {
    context.gate().strict(exchange);
    context.keys().reload();
    context.pull().run();
    Answer.json(exchange, 200, JsonText.object());
  }

  void route(Exchange exchange) throws IOException {
    Map<String, Route> routes = routes(exchange.path());
    if (routes.isEmpty()) {
      throw ApiError.notFound(exchange.path() + " does not exist");
    }
    Route route = routes.get(exchange.method());
    if (route == null) {
      exchange
          .response()
          .getHeaders()
          .put(HttpHeader.ALLOW, String.join(", ", new TreeMap<>(routes).keySet()));
      throw new ApiError(405, "MethodNotAllowed", exchange.method() + " is not allowed");
    }
    route.serve(exchange);
  }

  private Map<String, Route> routes(String path) {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    if (parts.size() >= 2 && parts.get(0).equals("images")) {
      return ofImage(parts.get(1), parts.subList(2, parts.size()));
    }
    return fixed.getOrDefault(String.join("/", parts), Map.of());
  }

  private Map<String, Route> ofImage(String uuid, List<String> rest) {
    ImageLookup image = new ImageLookup(context, uuid);
    if (rest.isEmpty()) {
      ImageRoutes routes = new ImageRoutes(context, image);
      return Map.of("GET", routes::get, "POST", routes::act, "DELETE", routes::delete);
    }
    if (rest.size() > 1) {
      return Map.of();
    }
    String name = rest.get(0);
    return switch (name) {
      case "icon" -> {
        IconRoutes routes = new IconRoutes(context, image);
        yield Map.of("GET", routes::get, "PUT", routes::put, "DELETE", routes::delete);
      }
      case "acl" -> Map.of("POST", new AclRoute(context, image));
      case "file" -> {
        FileRoutes routes = new FileRoutes(context, image);
        yield Map.of("GET", exchange -> routes.get(exchange, 0), "PUT", routes::put);
      }
      default ->
          fileNumber(name)
              .map(
                  number ->
                      Map.<String, Route>of(
                          "GET", exchange -> new FileRoutes(context, image).get(exchange, number)))
              .orElse(Map.of());
    };
  }

  private static Optional<Integer> fileNumber(String name) {
    return name.matches("file\\d{1,4}")
        ? Optional.of(Integer.valueOf(name.substring(4)))
        : Optional.empty();
  }
}
