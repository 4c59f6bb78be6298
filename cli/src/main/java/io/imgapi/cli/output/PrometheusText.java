/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.health.CheckState;
import io.imgapi.core.health.Finding;
import io.imgapi.core.health.HealthReport;
import io.imgapi.core.health.Measure;

/** The text format 0.0.4 of Prometheus. All labels are words of this program's own. */
public final class PrometheusText {
  private static final double MILLIS = 1000;

  private PrometheusText() {}

  /** All that a scrape is to see. */
  public static String of(HealthReport report) {
    StringBuilder text = new StringBuilder();
    gauge(text, "imgapi_status_faults", "Checks that found a fault or could not be made.");
    value(text, "imgapi_status_faults", report.faults().size());
    gauge(text, "imgapi_status_warnings", "Checks that will be a fault if nobody does anything.");
    value(text, "imgapi_status_warnings", report.warnings().size());
    gauge(text, "imgapi_status_duration_seconds", "How long the checks took.");
    value(text, "imgapi_status_duration_seconds", report.elapsed().toMillis() / MILLIS);
    gauge(text, "imgapi_status_timestamp_seconds", "When the checks ended.");
    value(text, "imgapi_status_timestamp_seconds", report.finished().toEpochMilli() / MILLIS);
    gauge(text, "imgapi_check_state", "1 for the state that a check ended in.");
    for (Finding finding : report.findings()) {
      for (CheckState state : CheckState.values()) {
        value(
            text,
            "imgapi_check_state{check=\"%s\",state=\"%s\"}"
                .formatted(finding.check().id(), state.id()),
            finding.state() == state ? 1 : 0);
      }
    }
    for (Measure measure : Measure.values()) {
      for (Finding finding : report.findings()) {
        Double number = finding.measures().get(measure);
        if (number != null) {
          gauge(text, MonitoringNames.prometheus(measure), help(measure));
          value(text, MonitoringNames.prometheus(measure), number);
        }
      }
    }
    return text.toString();
  }

  private static void gauge(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private static void value(StringBuilder text, String name, double value) {
    text.append(name).append(' ').append(MonitoringNames.number(value)).append('\n');
  }

  private static String help(Measure measure) {
    return switch (measure) {
      case BACKUP_AGE_SECONDS -> "Time since the last backup ended.";
      case LOG_UPLOAD_AGE_SECONDS -> "Time since the last upload of logs ended.";
      case LOG_UPLOAD_BACKLOG_FILES -> "Rotated logs that wait for their upload.";
      case CERTIFICATE_EXPIRY_SECONDS -> "Time until the certificate expires.";
      case CLOCK_SKEW_SECONDS -> "How far the clock is ahead of that of Manta.";
      case DISK_FREE_BYTES -> "Free on the file system of the instance's data.";
      case DISK_SIZE_BYTES -> "Size of the file system of the instance's data.";
    };
  }
}
