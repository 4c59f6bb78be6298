/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.step.StepResult;
import io.imgapi.core.step.StepResult.Outcome;
import java.util.List;
import java.util.Locale;

/** Steps of some work, a line each. */
public final class StepText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StepText() {}

  /** One step. */
  public static String of(StepResult result) {
    return "%-8s %-16s %s%n"
        .formatted(word(result.outcome()), result.step(), Printable.inLine(result.detail()));
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** One step as JSON. */
  public static String json(StepResult result) {
    return JSON.createObjectNode()
            .put("type", "step")
            .put("step", result.step())
            .put("outcome", word(result.outcome()))
            .put("detail", result.detail())
        + "\n";
  }

  /**
   * All of them as JSON: how many ended in which way.
   *
   * @param work what they made together
   */
  public static String json(String work, List<StepResult> results) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/" + work + "/1").put("type", "result");
    for (Outcome outcome : Outcome.values()) {
      json.put(
          word(outcome), results.stream().filter(result -> result.outcome() == outcome).count());
    }
    return json + "\n";
  }
}
