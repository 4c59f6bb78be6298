/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.napi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** NAPI: triton-apis.md 5 and 16.3. */
public final class NapiRoutes {
  private static final int PAGE = 1000;
  private static final Set<String> OF_POOLS =
      Set.of("provisionable_by", "name", "family", "limit", "offset");
  private static final Set<String> OF_NETWORKS =
      Set.of("provisionable_by", "name", "family", "limit", "offset", "fabric", "nic_tag");

  private NapiRoutes() {}

  /** What it answers. */
  public static Routes of(Records networks, Records pools) {
    return new Routes()
        .on("GET", "/networks", (asked, words) -> list(networks, "name", asked, OF_NETWORKS))
        .on("GET", "/network_pools", (asked, words) -> list(pools, "uuid", asked, OF_POOLS))
        .on("GET", "/networks/:uuid", (asked, words) -> get(networks, asked, words));
  }

  private static Answer get(Records networks, Asked asked, Map<String, String> words) {
    ObjectNode network =
        networks.get(words.get("uuid")).orElseThrow(() -> Refusal.absent("network not found"));
    if (!isFor(network, asked.parameter("provisionable_by"))) {
      throw Refusal.of(403, "NotAuthorized", "owner cannot provision on network");
    }
    return Answer.ok(network);
  }

  private static Answer list(Records records, String order, Asked asked, Set<String> known) {
    for (String name : asked.query().keySet()) {
      if (!known.contains(name)) {
        throw Refusal.parameter(name, "unknown parameter");
      }
    }
    asked.parameter("provisionable_by").ifPresent(NapiRoutes::requireUuid);
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    records.all().stream()
        .filter(one -> isFor(one, asked.parameter("provisionable_by")))
        .filter(one -> is(one, "name", asked))
        .filter(one -> is(one, "family", asked))
        .filter(one -> is(one, "nic_tag", asked))
        .filter(
            one ->
                asked
                    .parameter("fabric")
                    .map(fabric -> Boolean.parseBoolean(fabric) == one.path("fabric").asBoolean())
                    .orElse(true))
        .sorted(Comparator.comparing((JsonNode one) -> one.path(order).asText()))
        .skip(asked.number("offset", 0, 0, Integer.MAX_VALUE))
        .limit(asked.number("limit", PAGE, 1, PAGE))
        .forEach(page::add);
    return Answer.ok(page);
  }

  private static void requireUuid(String text) {
    try {
      UUID.fromString(text);
    } catch (IllegalArgumentException bad) {
      throw Refusal.parameter("provisionable_by", "invalid UUID");
    }
  }

  private static boolean is(JsonNode one, String name, Asked asked) {
    return asked.parameter(name).map(wanted -> wanted.equals(one.path(name).asText())).orElse(true);
  }

  private static boolean isFor(JsonNode one, Optional<String> owner) {
    if (owner.isEmpty() || !one.path("owner_uuids").isArray()) {
      return true;
    }
    for (JsonNode allowed : one.path("owner_uuids")) {
      if (allowed.asText().equals(owner.get())) {
        return true;
      }
    }
    return false;
  }
}
