/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Requests and answers within log records, as they look on the wire. */
final class BunyanHttp {
  private BunyanHttp() {}

  /**
   * Takes a request or an answer out of a record; what else it says of itself stays there as {@code
   * req.remotePort} and the like.
   *
   * @param key {@code req}, {@code client_req}, {@code res} or {@code client_res}
   * @return empty where there is none
   */
  static Optional<String> takeFrom(ObjectNode fields, String key) {
    if (!(fields.get(key) instanceof ObjectNode message)) {
      return Optional.empty();
    }
    fields.remove(key);
    String text = key.endsWith("req") ? request(message) : answer(message);
    message.properties().forEach(e -> fields.set(key + "." + e.getKey(), e.getValue()));
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private static String request(ObjectNode message) {
    String first =
        "%s %s HTTP/%s"
            .formatted(
                message.path("method").asText(),
                message.path("url").asText(),
                message.path("httpVersion").asText("1.1"));
    String headers = headers(message, "headers");
    String body = body(message);
    message.remove(List.of("method", "url", "httpVersion"));
    return first + (headers.isEmpty() ? "" : "\n" + headers) + body;
  }

  private static String answer(ObjectNode message) {
    String headers = headers(message, message.has("header") ? "header" : "headers");
    String code = message.path("statusCode").asText("");
    String first = code.isEmpty() || headers.startsWith("HTTP/") ? "" : "HTTP/1.1 " + code + "\n";
    String body = body(message);
    message.remove(List.of("statusCode", "trailer"));
    return (first + headers).stripTrailing() + body;
  }

  private static String headers(ObjectNode message, String key) {
    JsonNode headers = message.remove(key);
    if (headers == null) {
      return "";
    }
    return headers.isTextual()
        ? headers.textValue().stripTrailing()
        : headers.properties().stream()
            .map(header -> header.getKey() + ": " + header.getValue().asText())
            .collect(joining("\n"));
  }

  private static String body(ObjectNode message) {
    JsonNode body = message.remove("body");
    if (body == null || body.asText("x").isEmpty()) {
      return "";
    }
    return "\n\n" + (body.isTextual() ? body.textValue() : BunyanText.json(body));
  }
}
