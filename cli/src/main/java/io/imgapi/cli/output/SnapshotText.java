/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.history.SnapshotReport;
import io.imgapi.core.history.SnapshotReport.Line;
import io.imgapi.core.prune.PrunePlan;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;

/** Snapshots, and what is let go of them. */
public final class SnapshotText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAMED = 3;
  private static final String ROW = "%-18s  %-16s  %9s  %10s  %s%n";

  private SnapshotText() {}

  /** All of them. */
  public static String of(SnapshotReport report) {
    if (report.snapshots().isEmpty()) {
      return "no snapshots\n";
    }
    StringBuilder text =
        new StringBuilder(ROW.formatted("ID", "MADE BY", "FILES", "SIZE", "STATE"));
    for (Line line : report.snapshots()) {
      text.append(
          line.header()
              .map(
                  header ->
                      ROW.formatted(
                          line.id(),
                          header.alias(),
                          header.files(),
                          ByteSize.show(header.bytes()),
                          line.state() + (header.partial() ? ", partial" : "")))
              .orElseGet(() -> ROW.formatted(line.id(), "", "", "", "unreadable")));
      if (!line.problem().isEmpty()) {
        text.append("  ").append(line.problem()).append('\n');
      }
      line.header()
          .filter(header -> !header.forgotten().isEmpty())
          .ifPresent(
              header ->
                  text.append(
                      "  has forgotten %d images: %s%n"
                          .formatted(header.forgotten().size(), named(header.forgotten()))));
      if (line.lacking() > 0) {
        text.append(
            "  lacks %d files (%s):%n"
                .formatted(line.lacking(), ByteSize.show(line.lackingBytes())));
        line.lacks().forEach(path -> text.append("    ").append(path).append('\n'));
      }
    }
    return text.append(
            "%d snapshots; %s are held only by snapshots older than the newest%n"
                .formatted(report.snapshots().size(), ByteSize.show(report.heldBytes())))
        .toString();
  }

  private static String named(SortedSet<UUID> images) {
    String first = images.stream().limit(NAMED).map(UUID::toString).collect(joining(", "));
    return images.size() > NAMED ? first + ", ..." : first;
  }

  /** All of them as JSON. */
  public static String json(SnapshotReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/snapshots/1").put("heldBytes", report.heldBytes());
    ArrayNode lines = json.putArray("snapshots");
    for (Line line : report.snapshots()) {
      ObjectNode one = lines.addObject().put("id", line.id().toString()).put("state", line.state());
      line.header()
          .ifPresent(
              header ->
                  one.put("time", header.time().toString())
                      .put("seq", header.seq())
                      .put("instance", header.instance())
                      .put("alias", header.alias())
                      .put("partial", header.partial())
                      .put("files", header.files())
                      .put("bytes", header.bytes()));
      ArrayNode forgotten = one.putArray("forgotten");
      line.header()
          .ifPresent(header -> header.forgotten().forEach(uuid -> forgotten.add(uuid.toString())));
      one.put("lacking", line.lacking()).put("lackingBytes", line.lackingBytes());
      line.lacks().forEach(one.putArray("lacks")::add);
    }
    return json + "\n";
  }

  /** What will go. */
  public static String of(PrunePlan plan) {
    if (plan.isEmpty()) {
      return "to let go:  nothing (%d snapshots kept)%n".formatted(plan.kept().size());
    }
    return "to let go:  %d of %d snapshots, %d image files, %d small contents (%s)%n"
            .formatted(
                plan.expired().size(),
                plan.expired().size() + plan.kept().size(),
                plan.files().size(),
                plan.blobs().size(),
                ByteSize.show(plan.bytes()))
        + listed("            ", plan.expired().keySet());
  }

  private static String listed(String indent, Iterable<SnapshotId> ids) {
    StringBuilder text = new StringBuilder();
    ids.forEach(id -> text.append(indent).append(id).append('\n'));
    return text.toString();
  }

  /** What went. */
  public static String of(PruneResult result) {
    return "done: let go %d snapshots, %d image files, %d small contents; %d snapshots kept%n"
        .formatted(result.expired().size(), result.files(), result.blobs(), result.kept().size());
  }

  /** What will go, as JSON. */
  public static String json(PrunePlan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/prune-plan/1").put("type", "plan");
    put(json, "expired", List.copyOf(plan.expired().keySet()));
    put(json, "kept", List.copyOf(plan.kept()));
    json.put("files", plan.files().size())
        .put("blobs", plan.blobs().size())
        .put("bytes", plan.bytes());
    return json + "\n";
  }

  /** What went, as JSON. */
  public static String json(PruneResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/prune/1").put("type", "result");
    put(json, "expired", result.expired());
    put(json, "kept", result.kept());
    json.put("files", result.files()).put("blobs", result.blobs()).put("bytes", result.bytes());
    return json + "\n";
  }

  private static void put(ObjectNode json, String name, List<SnapshotId> ids) {
    ArrayNode array = json.putArray(name);
    ids.forEach(id -> array.add(id.toString()));
  }
}
