/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.bunyan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A record as it was read.
 *
 * @param fields everything that is not one of the fields of every record, in order
 */
public record BunyanRecord(
    String name,
    String hostname,
    String pid,
    int level,
    String time,
    String message,
    ObjectNode fields) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final List<String> EVERY =
      List.of("v", "level", "name", "hostname", "pid", "time", "msg");

  /**
   * Reads a line; empty where it is no record, which is as common in a log as a record: programs
   * print stack traces and warnings of their own.
   */
  public static Optional<BunyanRecord> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    boolean whole = EVERY.stream().allMatch(json::hasNonNull) && json.path("level").isInt();
    if (!whole || !(json instanceof ObjectNode object)) {
      return Optional.empty();
    }
    return Optional.of(
        new BunyanRecord(
            object.get("name").asText(),
            object.get("hostname").asText(),
            object.get("pid").asText(),
            object.get("level").intValue(),
            object.get("time").asText(),
            object.get("msg").asText(),
            object.deepCopy().remove(EVERY)));
  }
}
