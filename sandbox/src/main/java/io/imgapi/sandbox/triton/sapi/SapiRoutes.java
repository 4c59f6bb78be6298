/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.sapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import java.util.List;
import java.util.Map;

/** SAPI: triton-apis.md 2 and 16.1. */
public final class SapiRoutes {
  private static final List<String> CHANGED = List.of("metadata", "params", "manifests");
  private final Records services;

  private SapiRoutes(Records services) {
    this.services = services;
  }

  /** What it answers. */
  public static Routes of(Records applications, Records services) {
    SapiRoutes sapi = new SapiRoutes(services);
    return new Routes()
        .on("GET", "/ping", (asked, words) -> sapi.ping())
        .on("GET", "/mode", (asked, words) -> Answer.ok(JsonNodeFactory.instance.textNode("full")))
        .on(
            "GET",
            "/applications",
            (asked, words) -> sapi.list(applications, asked, List.of("name", "owner_uuid")))
        .on("GET", "/applications/:uuid", (asked, words) -> sapi.get(applications, words))
        .on("PUT", "/applications/:uuid", (asked, words) -> sapi.put(applications, asked, words))
        .on(
            "GET",
            "/services",
            (asked, words) ->
                sapi.list(services, asked, List.of("name", "application_uuid", "type")))
        .on("GET", "/services/:uuid", (asked, words) -> sapi.get(services, words))
        .on("PUT", "/services/:uuid", (asked, words) -> sapi.put(services, asked, words));
  }

  private Answer ping() {
    return Answer.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("mode", "full")
            .put("storType", "MorayLocalStorage")
            .put("storAvailable", true));
  }

  private Answer list(Records records, Asked asked, List<String> filters) {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode record : records.all()) {
      if (filters.stream()
          .allMatch(
              name ->
                  asked
                      .parameter(name)
                      .map(wanted -> wanted.equals(record.path(name).asText()))
                      .orElse(true))) {
        found.add(record);
      }
    }
    return Answer.ok(found);
  }

  private Answer get(Records records, Map<String, String> words) {
    return Answer.ok(
        records
            .get(words.get("uuid"))
            .orElseThrow(
                () ->
                    Refusal.absent(
                        "no such "
                            + (records == services ? "service" : "application")
                            + ": "
                            + words.get("uuid"))));
  }

  private Answer put(Records records, Asked asked, Map<String, String> words) {
    String action = asked.body().path("action").asText("update");
    if (!List.of("update", "replace", "delete").contains(action)) {
      throw Refusal.of(409, "InvalidArgument", "invalid action: " + action);
    }
    String uuid = words.get("uuid");
    return Answer.ok(
        records
            .change(uuid, record -> changed(record, asked.body(), action))
            // The real one fails with a plain error where there is nothing to change.
            .orElseThrow(
                () ->
                    Refusal.of(
                        500,
                        "",
                        "updateObject failed: no record for bucket sapi_services object " + uuid)));
  }

  private static ObjectNode changed(ObjectNode record, JsonNode body, String action) {
    for (String name : CHANGED) {
      if (body.path(name) instanceof ObjectNode values) {
        ObjectNode before =
            record.path(name) instanceof ObjectNode present
                ? present
                : JsonNodeFactory.instance.objectNode();
        record.set(name, changed(before, values, action));
      }
    }
    return record;
  }

  private static ObjectNode changed(ObjectNode before, ObjectNode values, String action) {
    switch (action) {
      case "replace" -> {
        return values;
      }
      case "delete" -> values.fieldNames().forEachRemaining(before::remove);
      default -> before.setAll(values);
    }
    return before;
  }
}
