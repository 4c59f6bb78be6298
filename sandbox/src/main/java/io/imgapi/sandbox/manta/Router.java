/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.auth.Caller;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the operation by path shape, method and content type. Routing comes before authentication
 * (manta-protocol.md 2.5): an unknown shape is 404 and a wrong method 405 for anybody.
 */
final class Router {

  private static final Pattern ACCOUNT = Pattern.compile("[a-zA-Z][a-zA-Z0-9_\\-.@%]+");

  private final Gate gate;
  private final UploadRoutes uploads;
  private final Operation read = new Read();
  private final Operation putDirectory = new PutDirectory();
  private final Operation putObject = new PutObject();
  private final Operation putMetadata = new PutMetadata();
  private final Operation putLink = new PutLink();
  private final Operation delete = new DeleteEntry();
  private final Operation preflight = new Preflight();

  Router(MantaContext context) {
    this.gate = new Gate(context);
    this.uploads = new UploadRoutes(gate);
  }

  void route(Exchange exchange) throws IOException {
    String path = exchange.cleanPath();
    if (path.equals("/ping")) {
      get(exchange);
      exchange.put("Content-Length", "0");
      Answer.empty(exchange, 200);
      return;
    }
    if (path.equals("/") || path.equals("/docs") || path.startsWith("/docs/")) {
      get(exchange);
      exchange.put("Location", "http://apidocs.joyent.com/manta/");
      exchange.put("Content-Length", "0");
      Answer.empty(exchange, 302);
      return;
    }
    if (path.equals("/crossdomain.xml")) {
      get(exchange);
      throw MantaError.notFound(path);
    }
    String[] parts = path.split("/", 4);
    if (!ACCOUNT.matcher(parts[1]).matches()) {
      throw noRoute(path);
    }
    String tree = parts.length > 2 ? parts[2] : "";
    switch (tree) {
      case "" -> run(exchange, accountRoot(exchange));
      case "stor", "public", "reports" -> run(exchange, storage(exchange));
      case "uploads" -> uploads.route(exchange, parts.length > 3 ? parts[3] : "");
      default -> throw noRoute(path);
    }
  }

  private void run(Exchange exchange, Operation operation) throws IOException {
    Caller caller = gate.caller(exchange);
    // Metadata of a missing entry is 404, whatever its parent.
    boolean mayCreate = exchange.method().equals("PUT") && operation != putMetadata;
    operation.run(exchange, gate.enter(exchange, caller, !mayCreate));
  }

  private Operation accountRoot(Exchange exchange) {
    return switch (exchange.method()) {
      case "GET", "HEAD" -> read;
      case "OPTIONS" -> preflight;
      case "PUT", "POST", "DELETE" ->
          (request, target) -> {
            throw MantaError.rootDirectory(request.method(), request.cleanPath());
          };
      default -> throw MantaError.methodNotAllowed(exchange.method(), "GET, HEAD");
    };
  }

  private Operation storage(Exchange exchange) {
    return switch (exchange.method()) {
      case "GET", "HEAD" -> read;
      case "DELETE" -> delete;
      case "OPTIONS" -> preflight;
      case "PUT" -> put(exchange);
      default ->
          throw MantaError.methodNotAllowed(exchange.method(), "OPTIONS, HEAD, GET, PUT, DELETE");
    };
  }

  private Operation put(Exchange exchange) {
    String type = exchange.header("content-type").orElse("");
    if (exchange.query().get("metadata").map("true"::equals).orElse(false)) {
      return putMetadata;
    }
    if (ContentTypes.isJsonOfType(type, "directory")) {
      return putDirectory;
    }
    return ContentTypes.isJsonOfType(type, "link") ? putLink : putObject;
  }

  private static void get(Exchange exchange) {
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      throw MantaError.methodNotAllowed(exchange.method(), "GET, HEAD");
    }
  }

  static MantaError noRoute(String path) {
    return new MantaError(404, "ResourceNotFound", path + " does not exist", Map.of());
  }
}
