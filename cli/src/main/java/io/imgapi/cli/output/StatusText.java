/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.health.CheckState;
import io.imgapi.core.health.Finding;
import io.imgapi.core.health.HealthReport;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the checks found: blocks as the original tool printed them, lines as they end, JSON. */
public final class StatusText {
  private static final String SCHEMA = "imgapi/status/1";
  private static final String LINE = "%-8s %s: %s%n";
  private static final String LABEL = "%6s: %s%n";
  private static final double MILLIS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusText() {}

  /** A block for each fault; nothing where there is none. */
  public static String faults(HealthReport report) {
    StringBuilder text = new StringBuilder();
    report.faults().forEach(fault -> text.append(block(fault)));
    return text.toString();
  }

  /** Blocks for what is no fault yet. */
  public static String warnings(HealthReport report) {
    StringBuilder text = new StringBuilder();
    report.warnings().forEach(warning -> text.append(block(warning)));
    return text.toString();
  }

  /** A blank line, the title, then labels aligned on their colons (operator-scripts.md 8.4). */
  private static String block(Finding finding) {
    String prefix = finding.state() == CheckState.FAULT ? "" : finding.state().id() + ", ";
    return "\n"
        + finding.check().title()
        + "\n"
        + label("State", prefix + finding.summary())
        + label("Cmd", finding.command())
        + label("Info", finding.detail())
        + label("See", finding.see())
        + label("Fix", finding.remedy());
  }

  private static String label(String name, String text) {
    return text.isEmpty() ? "" : LABEL.formatted(name, Printable.inLine(text));
  }

  /** One line for a check that ended, of whatever state. */
  public static String line(Finding finding) {
    return LINE.formatted(
        finding.state().id(), finding.check().title(), Printable.inLine(finding.summary()));
  }

  /** How many were made, and when. */
  public static String closing(HealthReport report) {
    int faults = report.faults().size();
    int warnings = report.warnings().size();
    return "\nchecks:   %d, %s, %s%nstarted:  %s%nfinished: %s%nelapsed:  %s s%n"
        .formatted(
            report.findings().size(),
            count(faults, "fault"),
            count(warnings, "warning"),
            report.started().truncatedTo(ChronoUnit.SECONDS),
            report.finished().truncatedTo(ChronoUnit.SECONDS),
            String.format(Locale.ROOT, "%.1f", report.elapsed().toMillis() / MILLIS));
  }

  static String count(int number, String thing) {
    return number == 1 ? "1 " + thing : number + " " + thing + "s";
  }

  /** One JSON document. */
  public static String json(HealthReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA)
        .put("machine", report.machine())
        .put("root", report.root())
        .put("mode", report.mode())
        .put("started", report.started().toString())
        .put("finished", report.finished().toString())
        .put("elapsedSeconds", report.elapsed().toMillis() / MILLIS)
        .put("faults", report.faults().size())
        .put("warnings", report.warnings().size());
    ArrayNode checks = json.putArray("checks");
    report.findings().forEach(finding -> checks.add(json(finding)));
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode json(Finding finding) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", finding.check().id())
        .put("title", finding.check().title())
        .put("state", finding.state().id())
        .put("summary", finding.summary())
        .put("command", finding.command())
        .put("detail", finding.detail())
        .put("see", finding.see())
        .put("remedy", finding.remedy());
    ObjectNode measures = json.putObject("measures");
    finding
        .measures()
        .forEach((measure, value) -> measures.put(MonitoringNames.json(measure), value));
    return json;
  }
}
