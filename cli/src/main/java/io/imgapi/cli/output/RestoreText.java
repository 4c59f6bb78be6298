/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.restore.RestorePlan;
import io.imgapi.core.restore.RestoreResult;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A restore's plan and result. */
public final class RestoreText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RestoreText() {}

  /** The plan; empty where there is no Manta. */
  public static String of(Optional<RestorePlan> plan) {
    return plan.map(RestoreText::of)
        .orElse("no Manta in the configuration: only the marker is written\n");
  }

  private static String of(RestorePlan plan) {
    StringBuilder text = new StringBuilder();
    text.append(
        "backup (in Manta): %s, %d manifests%s%n"
            .formatted(
                plan.source(),
                plan.mirrorManifests(),
                plan.owner().isEmpty() && plan.mirrorManifests() > 0
                    ? " (no owner: an old tool may have written it, and may still)"
                    : ""));
    plan.owner()
        .ifPresent(
            owner ->
                text.append(
                    "owner:             %s, last written %s%s%n"
                        .formatted(
                            owner.alias(),
                            owner.renewed().truncatedTo(ChronoUnit.SECONDS),
                            plan.takesOver() ? "; taken over by this restore" : "")));
    text.append(
        "to fetch:          %d manifests, %d image files (%s; %s free)%n"
            .formatted(
                plan.manifests(),
                plan.files(),
                ByteSize.show(plan.bytes()),
                ByteSize.show(plan.freeBytes())));
    if (!plan.differing().isEmpty()) {
      text.append("to replace:        %d local files%n".formatted(plan.differing().size()));
    }
    if (!plan.lost().isEmpty()) {
      text.append("lost:              %d image files%n".formatted(plan.lost().size()));
    }
    return text.toString();
  }

  /** The result. */
  public static String of(RestoreResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        "done: placed %d manifests, %d image files (%s)%n"
            .formatted(result.manifests(), result.files(), ByteSize.show(result.bytes())));
    if (!result.replacedTo().isEmpty()) {
      text.append("replaced local files are in %s%n".formatted(result.replacedTo()));
    }
    result
        .withheld()
        .forEach(uuid -> text.append("left out, its files are lost: %s%n".formatted(uuid)));
    return text.toString();
  }

  /** The result as JSON. */
  public static String json(RestoreResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/restore/1")
        .put("type", "result")
        .put("code", result.exitCode().name())
        .put("status", result.exitCode().status())
        .put("manifests", result.manifests())
        .put("files", result.files())
        .put("bytes", result.bytes())
        .put("replacedTo", result.replacedTo())
        .put("serviceRestarted", result.serviceRestarted());
    result.withheld().forEach(json.putArray("withheld")::add);
    return json + "\n";
  }

  /** The plan as JSON. */
  public static String json(Optional<RestorePlan> plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/restore-plan/1").put("type", "plan").put("manta", plan.isPresent());
    plan.ifPresent(
        p -> {
          json.put("source", p.source())
              .put("manifests", p.manifests())
              .put("files", p.files())
              .put("bytes", p.bytes())
              .put("freeBytes", p.freeBytes())
              .put("takesOver", p.takesOver());
          p.owner().ifPresent(owner -> json.put("owner", owner.alias()));
          p.differing().forEach(json.putArray("differing")::add);
          p.lost().forEach(json.putArray("lost")::add);
        });
    return json + "\n";
  }
}
