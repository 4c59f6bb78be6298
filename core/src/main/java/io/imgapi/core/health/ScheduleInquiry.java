/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.schedule.Crontab;
import io.imgapi.core.schedule.Job;
import io.imgapi.core.schedule.OriginalBackup;
import io.imgapi.core.schedule.Schedule;
import java.util.List;

/** Whether cron does what an hour needs, and whether the original backup tool may still run. */
record ScheduleInquiry(Scene scene) implements Inquiry {
  private static final String ATTACH = "imgapi attach";

  @Override
  public List<CheckName> checks() {
    return List.of(CheckName.OLD_TOOL, CheckName.CRON);
  }

  @Override
  public void make(Findings findings) {
    findings.check(CheckName.OLD_TOOL, this::oldTool);
    findings.check(CheckName.CRON, this::cron);
  }

  private Finding oldTool() {
    List<String> traces = new OriginalBackup(scene.files(), scene.layout()).traces();
    return traces.isEmpty()
        ? Finding.ok(CheckName.OLD_TOOL, "no")
        : Finding.fault(CheckName.OLD_TOOL, "the original backup tool may run here")
            .detail(String.join("; ", traces))
            .remedy(ATTACH);
  }

  private Finding cron() {
    Schedule schedule = new Schedule(scene.host(), scene.programs());
    if (!(schedule.read() instanceof Schedule.Present present)) {
      return Finding.skipped(CheckName.CRON, "there is no cron here");
    }
    Crontab crontab = present.crontab();
    // A line of an original tool is another fault than none at all, and the backup's has a check.
    List<Job> missing =
        crontab.missing().stream().filter(job -> crontab.replacedBy(job).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return Finding.fault(
              CheckName.CRON,
              "missing: " + String.join(", ", missing.stream().map(Job::title).toList()))
          .command("crontab -l")
          .detail("wanted: " + missing.get(0).line())
          .remedy(ATTACH);
    }
    List<String> oldUpload = crontab.replacedBy(Job.LOG_UPLOAD);
    return oldUpload.isEmpty()
        ? Finding.ok(CheckName.CRON, "present")
        : Finding.fault(CheckName.CRON, "logs are uploaded by the original tool")
            .command("crontab -l")
            .detail(oldUpload.get(0))
            .remedy(ATTACH);
  }
}
