/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What {@code owner.json} of a backup area says.
 *
 * @param instance uuid of the instance that may write
 * @param token known to that instance alone; tells it from another that has the same uuid
 * @param alias what operators call it
 * @param datacenter where it is; empty where it did not say
 * @param rootDir the area, as its owner's configuration names it
 * @param since when this instance became the owner
 * @param renewed when it last wrote this
 * @param seq grows by one with every run
 * @param run tells the run that wrote this from every other, a copy of this instance's too
 * @param snapshot id of the newest snapshot; empty as long as there is none
 * @param keyId fingerprint of the key that its requests are signed with; empty where it did not say
 */
public record OwnerRecord(
    String instance,
    String token,
    String alias,
    String datacenter,
    String rootDir,
    Instant since,
    Instant renewed,
    long seq,
    String run,
    String snapshot,
    String keyId) {
  private static final String SCHEMA = "imgapi/owner/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same, written at another time. */
  OwnerRecord renewedAt(Instant time) {
    return new OwnerRecord(
        instance, token, alias, datacenter, rootDir, since, time, seq, run, snapshot, keyId);
  }

  /** The same with a newer snapshot. */
  OwnerRecord withSnapshot(String id, Instant time) {
    return new OwnerRecord(
        instance, token, alias, datacenter, rootDir, since, time, seq, run, id, keyId);
  }

  /** The bytes of {@code owner.json}. */
  byte[] toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA).put("instance", instance).put("token", token);
    json.put("alias", alias).put("datacenter", datacenter).put("rootDir", rootDir);
    json.put("since", since.toString()).put("renewed", renewed.toString());
    json.put("seq", seq).put("run", run).put("snapshot", snapshot).put("keyId", keyId);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads {@code owner.json}.
   *
   * @throws IOException with the reason where it is none; nothing is guessed
   */
  static OwnerRecord parse(byte[] bytes) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IOException("it is not JSON");
    }
    if (!json.path("schema").asText().equals(SCHEMA)) {
      throw new IOException("its schema is not " + SCHEMA);
    }
    try {
      return new OwnerRecord(
          text(json, "instance"),
          text(json, "token"),
          text(json, "alias"),
          json.path("datacenter").asText(),
          text(json, "rootDir"),
          Instant.parse(text(json, "since")),
          Instant.parse(text(json, "renewed")),
          sequence(json),
          text(json, "run"),
          json.path("snapshot").asText(),
          json.path("keyId").asText());
    } catch (DateTimeException e) {
      throw new IOException("a time in it is none");
    }
  }

  private static String text(JsonNode json, String key) throws IOException {
    if (!json.path(key).isTextual() || json.path(key).asText().isEmpty()) {
      throw new IOException("it has no " + key);
    }
    return json.path(key).asText();
  }

  private static long sequence(JsonNode json) throws IOException {
    if (!json.path("seq").canConvertToLong() || json.path("seq").asLong() < 1) {
      throw new IOException("it has no seq");
    }
    return json.path("seq").asLong();
  }

  /** Everything but the token. */
  @Override
  public String toString() {
    return "OwnerRecord[" + alias + " " + instance + " " + rootDir + " seq " + seq + "]";
  }
}
