/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.error.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What all checks found, in the order of {@link CheckName}.
 *
 * @param machine where it was looked at
 * @param root of the instance on that machine
 * @param mode of the configuration; empty where it cannot be read
 */
public record HealthReport(
    String machine,
    String root,
    String mode,
    List<Finding> findings,
    Instant started,
    Instant finished) {

  /** Copies the list. */
  public HealthReport {
    findings = List.copyOf(findings);
  }

  /** How long it took. */
  public Duration elapsed() {
    return Duration.between(started, finished);
  }

  /** What somebody has to look after. */
  public List<Finding> faults() {
    return findings.stream().filter(finding -> finding.state().isFault()).toList();
  }

  /** What will be a fault if nobody does anything. */
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> finding.state() == CheckState.WARNING).toList();
  }

  /** A configuration that the service would not start with has a status of its own. */
  public ExitCode exitCode() {
    if (faults().isEmpty()) {
      return ExitCode.OK;
    }
    return faults().stream().anyMatch(finding -> finding.check() == CheckName.CONFIG)
        ? ExitCode.CONFIG_INVALID
        : ExitCode.FAILED;
  }
}
