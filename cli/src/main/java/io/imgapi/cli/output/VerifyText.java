/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.verify.Checked;
import io.imgapi.core.verify.Finding;
import io.imgapi.core.verify.Finding.Repair.Outcome;
import io.imgapi.core.verify.SnapshotState;
import io.imgapi.core.verify.VerifyReport;
import java.util.List;
import java.util.StringJoiner;

/** What a verification found. */
public final class VerifyText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAMED = 3;

  private VerifyText() {}

  /**
   * For people.
   *
   * @param quiet whether only what is wrong is wanted
   */
  public static String of(VerifyReport report, boolean quiet) {
    StringBuilder text = new StringBuilder();
    if (!quiet) {
      text.append(checked(report));
    }
    report.findings().forEach(finding -> text.append(finding(finding)));
    if (!quiet) {
      report.notes().forEach(note -> text.append(finding(note)));
    }
    report
        .unchecked()
        .forEach(
            (object, reason) -> text.append("not checked: %s%n    %s%n".formatted(object, reason)));
    boolean good = report.exitCode() == ExitCode.OK && report.findings().isEmpty();
    if (!quiet || !good) {
      text.append(summary(report));
    }
    return text.toString();
  }

  private static String checked(VerifyReport report) {
    Checked checked = report.checked();
    StringBuilder text = new StringBuilder();
    text.append("verified:   %s%n".formatted(report.place()));
    text.append(
        "manifests:  %d, which name %d files%n".formatted(checked.manifests(), checked.files()));
    if (checked.mantaFiles() > 0) {
      text.append(
          "in Manta:   %d files that the service itself keeps there%n"
              .formatted(checked.mantaFiles()));
    }
    if (checked.sizeOnly() > 0) {
      text.append(
          "size only:  %d of these files; their manifests say no MD5, --read-data compares more%n"
              .formatted(checked.sizeOnly()));
    }
    if (checked.readFiles() > 0) {
      text.append(
          "read:       %d files (%s)%n"
              .formatted(checked.readFiles(), ByteSize.show(checked.readBytes())));
    }
    if (!report.snapshots().isEmpty()) {
      text.append("snapshots:  %d%s%n".formatted(report.snapshots().size(), notWhole(report)));
    }
    report.snapshots().stream()
        .filter(snapshot -> snapshot.lacking() > 0)
        .forEach(
            snapshot ->
                text.append("  %s lacks %d files%n".formatted(snapshot.id(), snapshot.lacking())));
    return text.toString();
  }

  private static String notWhole(VerifyReport report) {
    StringJoiner states = new StringJoiner(", ", ", ", "");
    states.setEmptyValue("");
    for (String state : List.of("whole", "degraded", "unreadable")) {
      long count = report.snapshots().stream().filter(s -> s.state().equals(state)).count();
      if (count > 0) {
        states.add(count + " " + state);
      }
    }
    return states.toString();
  }

  private static String finding(Finding finding) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(finding.kind().jsonName(), finding.object()));
    text.append("    expected: %s%n".formatted(finding.expected()));
    text.append("    found:    %s%n".formatted(finding.found()));
    StringJoiner needed = new StringJoiner("; ");
    if (!finding.images().isEmpty()) {
      needed.add(some("image", finding.images().size(), finding.images()));
    }
    if (!finding.snapshots().isEmpty()) {
      needed.add(some("snapshot", finding.snapshots().size(), finding.snapshots()));
    }
    if (needed.length() > 0) {
      text.append("    needed by %s%n".formatted(needed));
    }
    finding
        .repair()
        .ifPresent(
            repair ->
                text.append("    %s %s%n".formatted(outcome(repair.outcome()), repair.words())));
    if (!finding.next().isEmpty()) {
      text.append("    next:     %s%n".formatted(finding.next()));
    }
    return text.toString();
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case DONE -> "repaired:";
      case POSSIBLE -> "repair:  ";
      case IMPOSSIBLE -> "not repaired:";
    };
  }

  private static String some(String what, int count, Iterable<?> all) {
    StringJoiner names = new StringJoiner(", ");
    int named = 0;
    for (Object one : all) {
      if (named++ < NAMED) {
        names.add(one.toString());
      }
    }
    String more = count > NAMED ? " and " + (count - NAMED) + " more" : "";
    return what + (count == 1 ? " " : "s ") + names + more;
  }

  private static String summary(VerifyReport report) {
    long repaired = report.findings().size() - report.wrong();
    StringJoiner words = new StringJoiner(", ");
    if (report.wrong() > 0) {
      words.add(report.wrong() + (report.wrong() == 1 ? " thing is wrong" : " things are wrong"));
    }
    if (repaired > 0) {
      words.add(repaired + " repaired");
    }
    if (!report.unchecked().isEmpty()) {
      words.add(report.unchecked().size() + " could not be checked; run it again");
    }
    return words.length() == 0 ? "done: all good\n" : "done: " + words + "\n";
  }

  /** For programs. */
  public static String json(VerifyReport report) {
    Checked checked = report.checked();
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/verify/1")
        .put("type", "result")
        .put("code", report.exitCode().name())
        .put("status", report.exitCode().status())
        .put("place", report.place())
        .put("wrong", report.wrong())
        .put("repaired", report.findings().size() - report.wrong());
    json.putObject("checked")
        .put("manifests", checked.manifests())
        .put("files", checked.files())
        .put("mantaFiles", checked.mantaFiles())
        .put("sizeOnly", checked.sizeOnly())
        .put("contents", checked.contents())
        .put("readFiles", checked.readFiles())
        .put("readBytes", checked.readBytes());
    ArrayNode snapshots = json.putArray("snapshots");
    for (SnapshotState snapshot : report.snapshots()) {
      snapshots
          .addObject()
          .put("id", snapshot.id().toString())
          .put("state", snapshot.state())
          .put("lacking", snapshot.lacking())
          .put("mutable", snapshot.mutable());
    }
    put(json.putArray("findings"), report.findings());
    put(json.putArray("notes"), report.notes());
    ArrayNode unchecked = json.putArray("unchecked");
    report
        .unchecked()
        .forEach(
            (object, reason) -> unchecked.addObject().put("object", object).put("reason", reason));
    return json + "\n";
  }

  private static void put(ArrayNode array, List<Finding> findings) {
    for (Finding finding : findings) {
      ObjectNode one =
          array
              .addObject()
              .put("kind", finding.kind().jsonName())
              .put("object", finding.object())
              .put("expected", finding.expected())
              .put("found", finding.found());
      finding.paths().forEach(one.putArray("paths")::add);
      ArrayNode images = one.putArray("images");
      finding.images().forEach(uuid -> images.add(uuid.toString()));
      ArrayNode snapshots = one.putArray("snapshots");
      finding.snapshots().forEach(id -> snapshots.add(id.toString()));
      finding
          .repair()
          .ifPresent(
              repair ->
                  one.put("repaired", repair.isDone())
                      .put("repairable", repair.outcome() != Outcome.IMPOSSIBLE)
                      .put("repair", repair.words()));
      one.put("next", finding.next());
    }
  }
}
