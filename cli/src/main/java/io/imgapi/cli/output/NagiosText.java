/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.health.CheckState;
import io.imgapi.core.health.Finding;
import io.imgapi.core.health.HealthReport;
import io.imgapi.core.health.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line as the plugins of Nagios print it: state, words, and after a bar the numbers with their
 * limits. Exit statuses are those of plugins: 0 ok, 1 warning, 2 critical, 3 unknown.
 */
public final class NagiosText {
  private static final int OK = 0;
  private static final int WARNING = 1;
  private static final int CRITICAL = 2;
  private static final int UNKNOWN = 3;
  private static final List<String> STATES = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");
  private static final double MILLIS = 1000;

  private NagiosText() {}

  /** Critical where there is a fault, unknown where something could not be found out. */
  public static int status(HealthReport report) {
    if (report.findings().stream().anyMatch(f -> f.state() == CheckState.FAULT)) {
      return CRITICAL;
    }
    if (!report.faults().isEmpty()) {
      return UNKNOWN;
    }
    return report.warnings().isEmpty() ? OK : WARNING;
  }

  /** The line. */
  public static String of(HealthReport report) {
    return "IMGAPI %s - %s | %s%n"
        .formatted(STATES.get(status(report)), words(report), numbers(report));
  }

  private static String words(HealthReport report) {
    List<Finding> told = new ArrayList<>(report.faults());
    told.addAll(report.warnings());
    if (told.isEmpty()) {
      return StatusText.count(report.findings().size(), "check");
    }
    return StatusText.count(report.faults().size(), "fault")
        + ": "
        + told.stream()
            .map(finding -> plain(finding.check().title() + ": " + finding.summary()))
            .collect(Collectors.joining("; "));
  }

  /** A bar would begin the numbers. */
  private static String plain(String text) {
    return Printable.inLine(text).replace('|', '/');
  }

  private static String numbers(HealthReport report) {
    List<String> numbers = new ArrayList<>();
    numbers.add("faults=" + report.faults().size() + ";;0;0;" + report.findings().size());
    numbers.add("warnings=" + report.warnings().size() + ";0;;0;" + report.findings().size());
    numbers.add("time=" + MonitoringNames.number(report.elapsed().toMillis() / MILLIS) + "s;;;0");
    for (Finding finding : report.findings()) {
      finding.measures().forEach((measure, value) -> numbers.add(number(measure, value)));
    }
    return String.join(" ", numbers);
  }

  /** Label, value and unit, warning and critical range, least value; the checks judge by these. */
  private static String number(Measure measure, double value) {
    String number = MonitoringNames.number(value);
    return switch (measure) {
      case BACKUP_AGE_SECONDS -> "backup_age=" + number + "s;;7200;0";
      case LOG_UPLOAD_AGE_SECONDS -> "log_upload_age=" + number + "s;;7200;0";
      case LOG_UPLOAD_BACKLOG_FILES -> "log_upload_backlog=" + number + ";;;0";
      case CERTIFICATE_EXPIRY_SECONDS -> "certificate_expiry=" + number + "s;2592000:;604800:";
      case CLOCK_SKEW_SECONDS -> "clock_skew=" + number + "s;-60:60;-240:240";
      case DISK_FREE_BYTES -> "disk_free=" + number + "B;;;0";
      case DISK_SIZE_BYTES -> "disk_size=" + number + "B;;;0";
    };
  }

  /** The line where no check could be made. */
  public static String of(ImgapiException failure) {
    return "IMGAPI UNKNOWN - " + plain(failure.getMessage()) + "\n";
  }

  /** The status where no check could be made. */
  public static int unknown() {
    return UNKNOWN;
  }
}
