/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.history.ForgetPlan;
import io.imgapi.core.history.ForgetResult;

/** What is forgotten of an image. */
public final class ForgetText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ForgetText() {}

  /** What will be forgotten. */
  public static String of(ForgetPlan plan) {
    StringBuilder text = new StringBuilder("image:      %s%n".formatted(plan.image()));
    if (plan.withheld()) {
      text.append("            left out by the last restore; no longer waited for\n");
    }
    if (plan.inMirror()) {
      return text.append("            the next backup takes it out of the mirror\n").toString();
    }
    plan.concerned()
        .forEach(
            (id, held) ->
                text.append(
                    held.files() == 0
                        ? "            %s: its archive only%n".formatted(id)
                        : "            %s: %d files (%s)%n"
                            .formatted(id, held.files(), ByteSize.show(held.bytes()))));
    return text.append(
            "to forget:  in %d snapshots; %d image files and %d small contents go (%s)%n"
                .formatted(
                    plan.concerned().size(),
                    plan.contents().files().size(),
                    plan.contents().blobs().size(),
                    ByteSize.show(plan.contents().bytes())))
        .toString();
  }

  /** What was forgotten. */
  public static String of(ForgetResult result) {
    return result
        .swept()
        .map(
            swept ->
                "done: forgotten in %d snapshots; let go %d image files, %d small contents%n"
                    .formatted(result.snapshots().size(), swept.files(), swept.blobs()))
        .orElse(
            "done: no longer waited for; now imgapi backup, then this again for the snapshots\n");
  }

  /** What will be forgotten, as JSON. */
  public static String json(ForgetPlan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/forget-plan/1")
        .put("type", "plan")
        .put("image", plan.image().toString())
        .put("withheld", plan.withheld())
        .put("inMirror", plan.inMirror());
    ArrayNode snapshots = json.putArray("snapshots");
    plan.concerned()
        .forEach(
            (id, held) ->
                snapshots
                    .addObject()
                    .put("id", id.toString())
                    .put("files", held.files())
                    .put("bytes", held.bytes()));
    json.put("files", plan.contents().files().size())
        .put("blobs", plan.contents().blobs().size())
        .put("bytes", plan.contents().bytes());
    return json + "\n";
  }

  /** What was forgotten, as JSON. */
  public static String json(ForgetResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/forget/1")
        .put("type", "result")
        .put("image", result.image().toString())
        .put("backupNeeded", result.swept().isEmpty());
    ArrayNode snapshots = json.putArray("snapshots");
    result.snapshots().forEach(id -> snapshots.add(id.toString()));
    result
        .swept()
        .ifPresent(
            swept ->
                json.put("files", swept.files())
                    .put("blobs", swept.blobs())
                    .put("bytes", swept.bytes()));
    return json + "\n";
  }
}
