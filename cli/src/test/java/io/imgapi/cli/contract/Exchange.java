/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One request and its response, out of an {@link Example}. Words in double braces stand for what
 * differs from run to run.
 *
 * @param service who is asked
 * @param only {@code client} or {@code sandbox}, where the other side has nothing of the kind; else
 *     empty
 * @param times how often a client asks, and is answered so
 * @param until fields of the body that the sandbox has in the end; it is asked until then
 * @param same pointers to what must have the very value of the example
 * @param absent pointers to what must not be there
 */
record Exchange(
    String service,
    String only,
    int times,
    Map<String, String> until,
    List<String> same,
    List<String> absent,
    Request request,
    Response response) {

  /** What is asked; {@code body} is missing for none. */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      JsonNode body) {}

  /** What is answered; {@code text} where it is no JSON. */
  record Response(int status, Map<String, String> headers, JsonNode body, Optional<String> text) {}

  static Exchange of(JsonNode json, String service) {
    JsonNode request = json.path("request");
    JsonNode response = json.path("response");
    return new Exchange(
        json.path("service").asText(service),
        json.path("only").asText(),
        json.path("times").asInt(1),
        texts(json.path("until")),
        list(json.path("same")),
        list(json.path("absent")),
        new Request(
            request.path("method").asText(),
            request.path("path").asText(),
            texts(request.path("query")),
            texts(request.path("headers")),
            request.path("body")),
        new Response(
            response.path("status").asInt(),
            texts(response.path("headers")),
            response.path("body"),
            Optional.ofNullable(response.get("text")).map(JsonNode::asText)));
  }

  boolean isForClient() {
    return !only.equals("sandbox");
  }

  boolean isForSandbox() {
    return !only.equals("client");
  }

  /** As a failed test names it. */
  String named() {
    return request.method() + " " + request.path() + " " + request.query();
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static List<String> list(JsonNode array) {
    return List.copyOf(
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList());
  }
}
