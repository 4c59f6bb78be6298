/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.logs.LinkRotated;

/** A rotated log that is handed over to the upload. */
public final class RotatedText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RotatedText() {}

  /**
   * What is or would be done.
   *
   * @param dryRun whether it is not done
   */
  public static String of(LinkRotated.Plan plan, boolean dryRun) {
    String what = plan.move() ? "move" : "link";
    if (plan.there() && !plan.move()) {
      return "nothing to do: %s is there as %s%n".formatted(plan.from(), plan.to());
    }
    return "%s%s %s to %s%n".formatted(dryRun ? "would " : "", what, plan.from(), plan.to());
  }

  /** The same as JSON. */
  public static String json(LinkRotated.Plan plan, boolean dryRun) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/log-rotated/1")
        .put("type", dryRun ? "plan" : "result")
        .put("from", plan.from().toString())
        .put("to", plan.to().toString())
        .put("alreadyThere", plan.there())
        .put("move", plan.move());
    return json + "\n";
  }
}
