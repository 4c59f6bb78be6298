/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run that cron starts wrote down of itself: {@code run/backup.json}, {@code
 * run/logupload.json}.
 *
 * @param running whether it had not ended when it wrote this
 * @param pid of its process
 * @param updated when it last wrote this: when it ended, where it did
 * @param code name of its exit status; empty while it runs
 * @param status its exit status; 0 while it runs
 * @param message why it failed as a whole; empty where it did not
 * @param failures what failed of it
 * @param step what it is at; empty where it has not said
 */
public record RunRecord(
    boolean running,
    long pid,
    Instant started,
    Instant updated,
    String code,
    int status,
    String message,
    List<String> failures,
    String step) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public RunRecord {
    failures = List.copyOf(failures);
  }

  /**
   * Reads one.
   *
   * @throws IOException with the reason where it is none
   */
  public static RunRecord parse(byte[] content) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IOException("it is not JSON");
    }
    String state = json.path("state").asText();
    if (!state.equals("running") && !state.equals("ended")) {
      throw new IOException("it has no state");
    }
    try {
      return new RunRecord(
          state.equals("running"),
          json.path("pid").asLong(),
          Instant.parse(json.path("started").asText()),
          Instant.parse(json.path("updated").asText()),
          json.path("code").asText(),
          json.path("status").asInt(),
          json.path("message").asText(),
          failures(json.path("failures")),
          json.path("progress").path("step").asText());
    } catch (DateTimeException e) {
      throw new IOException("a time in it is none");
    }
  }

  private static List<String> failures(JsonNode failures) {
    List<String> texts = new ArrayList<>();
    failures.forEach(
        one ->
            texts.add(
                one.isObject()
                    ? one.path("file").asText() + ": " + one.path("reason").asText()
                    : one.asText()));
    return texts;
  }
}
