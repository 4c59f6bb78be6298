/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.sapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.state.Records;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the zone of an instance is configured with: triton-apis.md 2.4. */
final class InstanceConfigs {
  private final Records applications;
  private final Records services;
  private final Records instances;

  InstanceConfigs(Records applications, Records services, Records instances) {
    this.applications = applications;
    this.services = services;
    this.instances = instances;
  }

  /** Without a body where there is no such instance, or where the client has it. */
  Answer get(Asked asked, Map<String, String> words) {
    Optional<ObjectNode> instance = instances.get(words.get("uuid"));
    if (instance.isEmpty()) {
      return Answer.empty(404);
    }
    ObjectNode config = config(instance.get());
    String tag = sha1(config.toString());
    boolean same =
        asked
            .header("if-none-match")
            .filter(known -> List.of(known.replace("\"", "").split(" *, *")).contains(tag))
            .isPresent();
    return (same ? Answer.empty(304) : Answer.ok(config)).with("Etag", tag);
  }

  private ObjectNode config(ObjectNode instance) {
    JsonNode service = services.get(instance.path("service_uuid").asText()).orElseThrow();
    JsonNode application =
        applications.get(service.path("application_uuid").asText()).orElseThrow();
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> manifests = new TreeMap<>();
    for (JsonNode level : List.of(application, service, instance)) {
      level
          .path("metadata")
          .properties()
          .forEach(one -> metadata.set(one.getKey(), one.getValue()));
      level
          .path("manifests")
          .properties()
          .forEach(one -> manifests.put(one.getKey(), one.getValue()));
    }
    metadata.remove("user-script");
    String uuid = instance.path("uuid").asText();
    metadata
        .put("SERVER_UUID", instance.path("params").path("server_uuid").asText())
        .put("ZONE_UUID", uuid)
        .put("INSTANCE_UUID", uuid);
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    ArrayNode all = config.putArray("manifests");
    manifests.forEach((name, manifest) -> all.addObject().put("name", name).set("uuid", manifest));
    config.set("metadata", metadata);
    return config;
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
