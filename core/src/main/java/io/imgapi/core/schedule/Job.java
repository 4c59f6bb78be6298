/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import java.util.regex.Pattern;

/** What a standalone zone runs every hour (operator-scripts.md 9.2). */
public enum Job {
  /** Rotates the logs; a program of the system, which the original tools ran every hour too. */
  LOG_ROTATION(
      "log rotation",
      "0 * * * * /usr/sbin/logadm -v >>/var/log/logadm.log 2>&1",
      "0 \\* \\* \\* \\* (\\S*/)?logadm( .*)?",
      "(\\S*/)?logadm( .*)?"),
  /** Uploads rotated logs; started a minute later, it waits for the rotation to end. */
  LOG_UPLOAD(
      "log upload",
      "1 * * * * "
          + Job.PROGRAM
          + " log-upload --attempts 5 --bunyan >>/var/log/tritonlogupload.log 2>&1",
      "(\\S+ ){5}\\S*imgapi log-upload( .*)?",
      "\\S*tritonlogupload\\.sh( .*)?"),
  /** Backs the instance up. */
  BACKUP(
      "backup",
      "17 * * * * " + Job.PROGRAM + " backup -y --bunyan >>/var/log/triton/imgapi-backup.log 2>&1",
      "(\\S+ ){5}\\S*imgapi (standalone-)?backup( .*)?",
      "\\S*imgapi-standalone-backup( .*)?");

  /** Where this program lies in every zone, whatever its version (architecture.md). */
  public static final String PROGRAM = "/data/imgapi-tools/current/bin/imgapi";

  private final String title;
  private final String line;
  private final Pattern done;
  private final Pattern replaced;

  Job(String title, String line, String done, String replacedCommand) {
    this.title = title;
    this.line = line;
    this.done = Pattern.compile(done);
    this.replaced = Pattern.compile("(\\S+ ){5}" + replacedCommand);
  }

  /** What operators call it. */
  public String title() {
    return title;
  }

  /** The crontab line that is wanted. */
  public String line() {
    return line;
  }

  /** Whether an active line does this job with this program, at whatever minute. */
  boolean isDoneBy(CronLine entry) {
    return done.matcher(entry.spacedOnce()).matches();
  }

  /** Whether an active line is one of those that the wanted one takes the place of. */
  boolean isReplacedIn(CronLine entry) {
    return replaced.matcher(entry.spacedOnce()).matches();
  }
}
