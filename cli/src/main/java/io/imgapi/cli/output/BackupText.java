/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.backup.BackupPlan;
import io.imgapi.core.backup.BackupResult;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.ownership.SeenOwner;
import io.imgapi.core.prune.PruneResult;

/** A backup's plan and result. */
public final class BackupText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BackupText() {}

  /** The plan. */
  public static String of(BackupPlan plan, MantaSettings settings, SeenOwner owner) {
    StringBuilder text = new StringBuilder();
    text.append(
        "backup (in Manta): %s %s%n".formatted(settings.shownUrl(), settings.layout().backup()));
    text.append(owner.takesOver() ? OwnerText.of(owner) : "");
    text.append(
        "local:             %d manifests, %d image files%n"
            .formatted(plan.localManifests(), plan.localFiles()));
    if (plan.isUpToDate()) {
      text.append("to do:             nothing, the backup is up to date\n");
    } else {
      text.append(
          "to put:            %d manifests, %d image files (%s)%n"
              .formatted(plan.manifestPuts(), plan.filePuts(), ByteSize.show(plan.fileBytes())));
      text.append(
          "to delete:         %d manifests, %d image files%n"
              .formatted(plan.manifestDeletions().size(), plan.fileDeletions().size()));
    }
    if (!plan.quarantined().isEmpty()) {
      text.append("set aside:         %d images%n".formatted(plan.quarantined().size()));
    }
    return text.toString();
  }

  /** The result. */
  public static String of(BackupResult result) {
    StringBuilder text = new StringBuilder(summary(result) + "\n");
    result
        .snapshot()
        .ifPresent(
            id ->
                text.append(
                    "snapshot: %s%s%n"
                        .formatted(id, result.exitCode() == ExitCode.OK ? "" : " (partial)")));
    result
        .pruned()
        .filter(PruneResult::changedAnything)
        .ifPresent(
            pruned ->
                text.append(
                    "let go: %d snapshots, %d image files, %d small contents%n"
                        .formatted(pruned.expired().size(), pruned.files(), pruned.blobs())));
    result
        .salvaged()
        .forEach(
            file -> text.append("the only copy of %s is an upload's leftover%n".formatted(file)));
    result
        .problems()
        .forEach(
            (uuid, problems) ->
                problems.forEach(
                    problem ->
                        text.append(
                            "image %s: %s is %s: %s; %s%n"
                                .formatted(
                                    uuid,
                                    problem.name(),
                                    problem.kind().name().toLowerCase(java.util.Locale.ROOT),
                                    problem.reason(),
                                    problem.mirrorHasIt()
                                        ? "the backup holds it: imgapi restore --replace"
                                        : "the backup does not hold it"))));
    if (result.failed() > 0) {
      text.append("%d items failed; run it again%n".formatted(result.failed()));
      result.failures().forEach(failure -> text.append("  ").append(failure).append('\n'));
    }
    return text.toString();
  }

  /** The result in a line. */
  public static String summary(BackupResult result) {
    return "%s: put %d manifests, %d image files (%s); deleted %d manifests, %d image files"
        .formatted(
            word(result),
            result.manifests(),
            result.files(),
            ByteSize.show(result.bytes()),
            result.deletedManifests(),
            result.deletedFiles());
  }

  private static String word(BackupResult result) {
    return switch (result.exitCode()) {
      case OK -> "done";
      case INTEGRITY -> "done, with damaged files";
      default -> "done in part";
    };
  }

  /** The result as JSON. */
  public static String json(BackupResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/backup/1").put("type", "result");
    return json.setAll(fields(result)) + "\n";
  }

  /** The numbers of a result. */
  public static ObjectNode fields(BackupResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("code", result.exitCode().name())
        .put("status", result.exitCode().status())
        .put("manifests", result.manifests())
        .put("files", result.files())
        .put("bytes", result.bytes())
        .put("deletedManifests", result.deletedManifests())
        .put("deletedFiles", result.deletedFiles())
        .put("failed", result.failed());
    result.snapshot().ifPresent(id -> json.put("snapshot", id.toString()));
    result.failures().forEach(json.putArray("failures")::add);
    ObjectNode aside = json.putObject("quarantined");
    result.quarantined().forEach((uuid, reason) -> aside.put(uuid.toString(), reason));
    return json;
  }

  /** The plan as JSON. */
  public static String json(BackupPlan plan, SeenOwner owner) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/backup-plan/1")
        .put("type", "plan")
        .put("manifests", plan.manifestPuts())
        .put("files", plan.filePuts())
        .put("bytes", plan.fileBytes())
        .put("deleteManifests", plan.manifestDeletions().size())
        .put("deleteFiles", plan.fileDeletions().size())
        .put("quarantined", plan.quarantined().size());
    OwnerText.put(json, owner);
    return json + "\n";
  }
}
