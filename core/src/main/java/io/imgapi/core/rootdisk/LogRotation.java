/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.markedtext.MarkedBlock;
import io.imgapi.core.schedule.Job;
import io.imgapi.core.step.ReversibleStep;
import io.imgapi.core.step.Step;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the instance's logs are rotated every hour and kept for a week (operator-scripts.md 9.1). The
 * platform's own entry for all services' logs comes last: of the entries that mean a file the first
 * is to have it.
 */
record LogRotation(Zone zone) implements ReversibleStep {
  private static final Pattern NAMES =
      Pattern.compile("\\s*(imgapi|imgapi-backup|smf_logs)(\\s.*|)");
  private static final List<String> LINES =
      List.of(
          hourly("imgapi", "'/var/svc/log/*imgapi*.log'"),
          hourly("imgapi-backup", "/var/log/triton/imgapi-backup.log"),
          "smf_logs -C 3 -c -s 1m '/var/svc/log/*.log'");

  private static final MarkedBlock BLOCK =
      new MarkedBlock(NAMES.asMatchPredicate(), NAMES.asMatchPredicate());

  private static String hourly(String name, String pattern) {
    return name
        + " -C 168 -c -p 1h"
        + (" -t '/var/log/triton/" + name + "_$nodename_%Y%m%dT%H%M%S.log'")
        + (" -a '" + Job.PROGRAM + " log-rotated " + name + "' ")
        + pattern;
  }

  /** What it is in a file that has nothing else in it. */
  static String text() {
    return BLOCK.into("", LINES);
  }

  private MarkedFile file() {
    return new MarkedFile(zone, name(), "/etc/logadm.conf", BLOCK, LINES);
  }

  @Override
  public String name() {
    return "logadm";
  }

  @Override
  public Standing look() {
    return file().look();
  }

  @Override
  public String make() {
    return file().make();
  }

  @Override
  public Step removal() {
    return file().removal();
  }
}
