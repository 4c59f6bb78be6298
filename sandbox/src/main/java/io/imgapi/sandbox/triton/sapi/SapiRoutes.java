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
import io.imgapi.sandbox.triton.http.AcceptVersion;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** SAPI: triton-apis.md 2 and 16.1. */
public final class SapiRoutes {
  private static final List<String> CHANGED = List.of("metadata", "params", "manifests");
  private static final AcceptVersion VERSIONS = new AcceptVersion("~1", List.of(1, 2));
  private final Records applications;
  private final Records services;
  private final MasterStore master;

  /**
   * The applications of the master data centre.
   *
   * @param known whether it is known where they are
   */
  public record MasterStore(Records applications, boolean known) {}

  private SapiRoutes(Records applications, Records services, MasterStore master) {
    this.applications = applications;
    this.services = services;
    this.master = master;
  }

  /** What it answers. */
  public static Routes of(
      Records applications, Records services, Records instances, MasterStore master) {
    SapiRoutes sapi = new SapiRoutes(applications, services, master);
    InstanceConfigs configs = new InstanceConfigs(applications, services, instances);
    return Routes.of(VERSIONS)
        .on("GET", "/ping", (asked, words) -> sapi.ping())
        .on("GET", "/mode", (asked, words) -> Answer.ok(JsonNodeFactory.instance.textNode("full")))
        .on("GET", "/applications", (asked, words) -> sapi.applications(asked))
        .on("GET", "/applications/:uuid", (asked, words) -> sapi.get(applications, asked, words))
        .on("PUT", "/applications/:uuid", (asked, words) -> sapi.put(applications, asked, words))
        .on("GET", "/configs/:uuid", configs::get)
        .on("GET", "/services", (asked, words) -> sapi.services(asked))
        .on("GET", "/services/:uuid", (asked, words) -> sapi.get(services, asked, words))
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

  private Answer applications(Asked asked) {
    int version = VERSIONS.of(asked);
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    List<String> filters = List.of("name", "owner_uuid");
    matching(applications, asked, filters).forEach(one -> found.add(shown(one, version)));
    if (wantsMaster(asked)) {
      matching(master.applications(), asked, filters)
          .forEach(one -> found.add(shown(one.put("master", true), version)));
    }
    return Answer.ok(found);
  }

  private Answer services(Asked asked) {
    int version = VERSIONS.of(asked);
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    wantsMaster(asked);
    matching(services, asked, List.of("name", "application_uuid", "type"))
        .filter(one -> version > 1 || one.path("type").asText("vm").equals("vm"))
        .forEach(one -> found.add(shown(one, version)));
    return Answer.ok(found);
  }

  /** Any value means yes, {@code false} too. */
  private boolean wantsMaster(Asked asked) {
    boolean wanted = asked.parameter("include_master").filter(text -> !text.isEmpty()).isPresent();
    if (wanted && !master.known()) {
      throw Refusal.of(
          503,
          "ServiceUnavailableError",
          "Parameter 'include_master' has been specified but the details of the master datacenter"
              + " have not been loaded");
    }
    return wanted;
  }

  private static Stream<ObjectNode> matching(Records records, Asked asked, List<String> filters) {
    return records.all().stream()
        .filter(
            record ->
                filters.stream()
                    .allMatch(
                        name ->
                            asked
                                .parameter(name)
                                .map(wanted -> wanted.equals(record.path(name).asText()))
                                .orElse(true)));
  }

  private static ObjectNode shown(ObjectNode record, int version) {
    if (version == 1) {
      record.remove("type");
    }
    return record;
  }

  private Answer get(Records records, Asked asked, Map<String, String> words) {
    int version = VERSIONS.of(asked);
    return records
        .get(words.get("uuid"))
        .map(record -> Answer.ok(shown(record, version)))
        .orElseThrow(
            () ->
                Refusal.absent(
                    "no such "
                        + (records == services ? "service" : "application")
                        + ": "
                        + words.get("uuid")));
  }

  private Answer put(Records records, Asked asked, Map<String, String> words) {
    int version = VERSIONS.of(asked);
    String action = asked.body().path("action").asText("update");
    if (!List.of("update", "replace", "delete").contains(action)) {
      throw Refusal.of(409, "InvalidArgument", "invalid action: " + action);
    }
    String uuid = words.get("uuid");
    return Answer.ok(
        records
            .change(uuid, record -> changed(record, asked.body(), action))
            .map(record -> shown(record, version))
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
    // Applications have an owner, services have not.
    if (record.has("owner_uuid") && body.path("owner_uuid").isTextual()) {
      record.set("owner_uuid", body.path("owner_uuid"));
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
