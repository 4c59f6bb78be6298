/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.ownership.SeenOwner;
import io.imgapi.core.restore.PlannedSource;
import io.imgapi.core.restore.RestorePlan;
import io.imgapi.core.restore.RestoreResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A restore's plan and result. */
public final class RestoreText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int SHOWN = 10;

  private RestoreText() {}

  /**
   * The plan.
   *
   * @param plan empty where there is no Manta
   * @param backupFirst whether the present state is backed up before
   * @param config files of the configuration that come back
   */
  public static String of(Optional<RestorePlan> plan, boolean backupFirst, List<String> config) {
    StringBuilder files = new StringBuilder();
    listed(files, "configuration:     %d files%n", config);
    return plan.map(
            p ->
                (backupFirst ? "first:             a backup of the present state\n" : "")
                    + of(p)
                    + files)
        .orElse("no Manta in the configuration: only the marker is written\n");
  }

  private static String of(RestorePlan plan) {
    PlannedSource source = plan.source();
    StringBuilder text = new StringBuilder();
    text.append(
        "backup (in Manta): %s, %d manifests%s%n"
            .formatted(source.area(), source.manifests(), origin(source)));
    source
        .snapshot()
        .ifPresent(id -> text.append("state of:          snapshot %s%n".formatted(id)));
    text.append(source.owner().map(OwnerText::of).orElse(""));
    text.append(
        "to fetch:          %d manifests, %d image files (%s; %s free)%n"
            .formatted(
                plan.manifests(),
                plan.files(),
                ByteSize.show(plan.bytes()),
                ByteSize.show(plan.freeBytes())));
    listed(text, "to replace:        %d local files that differ%n", plan.differing());
    listed(text, "to move out:       %d local files that are not of that state%n", plan.leaving());
    listed(text, "lost:              %d image files%n", plan.lost());
    listed(
        text,
        "gone in Manta:     %d image files that the service keeps there itself%n",
        plan.goneInManta());
    listed(
        text,
        "not here:          %d images that this one builds on%n",
        plan.missingOrigins().stream().map(UUID::toString).toList());
    if (!source.loses().isNone()) {
      text.append(
          "with next backup:  %d manifests, %d image files leave the mirror; kept snapshots have them%n"
              .formatted(source.loses().manifests(), source.loses().files()));
    }
    return text.toString();
  }

  private static String origin(PlannedSource source) {
    boolean old =
        source.owner().filter(SeenOwner.nobody()::equals).isPresent()
            && source.snapshot().isEmpty()
            && source.manifests() > 0;
    return old ? " (no owner: an old tool may have written it, and may still)" : "";
  }

  private static void listed(StringBuilder text, String line, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    text.append(line.formatted(items.size()));
    items.stream().limit(SHOWN).forEach(item -> text.append("                   " + item + "\n"));
    if (items.size() > SHOWN) {
      text.append("                   and %d more%n".formatted(items.size() - SHOWN));
    }
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
    result.lost().forEach(json.putArray("lost")::add);
    return json + "\n";
  }

  /** The plan as JSON. */
  public static String json(Optional<RestorePlan> plan, boolean backupFirst, List<String> config) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/restore-plan/1")
        .put("type", "plan")
        .put("manta", plan.isPresent())
        .put("backupFirst", backupFirst);
    config.forEach(json.putArray("config")::add);
    plan.ifPresent(
        p -> {
          json.put("source", p.source().area());
          p.source().snapshot().ifPresent(id -> json.put("snapshot", id.toString()));
          json.put("manifests", p.manifests())
              .put("files", p.files())
              .put("bytes", p.bytes())
              .put("freeBytes", p.freeBytes());
          p.source().owner().ifPresent(owner -> OwnerText.put(json, owner));
          p.differing().forEach(json.putArray("differing")::add);
          p.leaving().forEach(json.putArray("leaving")::add);
          p.lost().forEach(json.putArray("lost")::add);
          p.goneInManta().forEach(json.putArray("goneInManta")::add);
          ArrayNode origins = json.putArray("missingOrigins");
          p.missingOrigins().forEach(uuid -> origins.add(uuid.toString()));
          json.putObject("mirrorLoses")
              .put("manifests", p.source().loses().manifests())
              .put("files", p.source().loses().files());
        });
    return json + "\n";
  }
}
