/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.http.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads jobs as WFAPI and VMAPI write them (triton-apis.md 8.5, 9). */
public final class JobReading {
  private JobReading() {}

  /** One job. */
  public static Job of(Values values) {
    Map<String, String> params = new LinkedHashMap<>();
    values
        .object("params")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isTextual()) {
                params.put(entry.getKey(), entry.getValue().asText());
              }
            });
    return new Job(
        values.uuid("uuid"),
        values.optional("name").orElse(""),
        execution(values),
        params,
        tasks(values.json().path("chain_results")));
  }

  private static Execution execution(Values values) {
    String text = values.text("execution");
    try {
      return Execution.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw TritonException.of(
              TritonException.Kind.NOT_UNDERSTOOD,
              values.service(),
              "a job is in a state that is not known: " + text)
          .build();
    }
  }

  private static List<Job.Task> tasks(JsonNode results) {
    List<Job.Task> tasks = new ArrayList<>();
    for (JsonNode result : results) {
      JsonNode said = result.path("result");
      tasks.add(
          new Job.Task(
              result.path("name").asText(),
              said.isValueNode() ? said.asText() : said.toString(),
              error(result.path("error"))));
    }
    return List.copyOf(tasks);
  }

  /** A text, or an object with a message. */
  private static Optional<String> error(JsonNode error) {
    if (error.isObject()) {
      String message = error.path("message").asText();
      return Optional.of(message.isEmpty() ? error.path("name").asText("failed") : message);
    }
    return Optional.of(error.asText()).filter(text -> !text.isEmpty() && !error.isNull());
  }
}
