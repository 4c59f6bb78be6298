/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON form of rules, such as {@code {"method":"PUT","path":"/a/stor/.*","skip":0,"count":3,
 * "probability":0.5,"fault":{"type":"delay","millis":20}}}. Instead of {@code path} there may be a
 * {@code glob}. Whatever is absent has the value of {@link FaultRule#of}.
 */
public final class FaultJson {

  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Reads one rule.
   *
   * @throws IllegalArgumentException when the text is not a rule; the message says why
   */
  public FaultRule read(String json) {
    try {
      JsonNode node = mapper.readTree(json);
      if (!(node instanceof ObjectNode rule)) {
        throw new IllegalArgumentException("a rule must be a JSON object");
      }
      List<String> unknown = new ArrayList<>();
      rule.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(List.of("method", "path", "glob", "skip", "count", "probability", "fault"));
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("unknown member: " + unknown.get(0));
      }
      if (!rule.hasNonNull("fault")) {
        throw new IllegalArgumentException("a rule needs a fault");
      }
      FaultRule read = FaultRule.of(mapper.treeToValue(rule.get("fault"), Fault.class));
      read = rule.hasNonNull("method") ? read.method(rule.get("method").asText()) : read;
      read = rule.hasNonNull("path") ? read.path(rule.get("path").asText()) : read;
      read = rule.hasNonNull("glob") ? read.glob(rule.get("glob").asText()) : read;
      return read.skip(rule.path("skip").asInt(0))
          .times(rule.path("count").asInt(-1))
          .probability(rule.path("probability").asDouble(1));
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "not a fault rule: " + broken.getOriginalMessage(), broken);
    }
  }

  /** Writes one rule. */
  public String write(FaultRule rule) {
    return text(rule);
  }

  /** Writes the rules in force, with how often each has struck. */
  public String write(List<FaultState> states) {
    return text(states);
  }

  /** Reads what {@link #write(List)} wrote. */
  public List<FaultState> readStates(String json) {
    try {
      List<FaultState> states = new ArrayList<>();
      for (JsonNode state : mapper.readTree(json)) {
        states.add(
            new FaultState(read(state.path("rule").toString()), state.path("struck").asInt()));
      }
      return states;
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("not a list of rules", broken);
    }
  }

  private String text(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
