/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.schedule.Crontab;
import io.imgapi.core.schedule.Schedule;
import io.imgapi.core.schedule.Schedule.Present;
import io.imgapi.core.step.ReversibleStep;
import io.imgapi.core.step.Step;
import java.util.function.UnaryOperator;

/** Our lines in root's crontab, in the place of the original tools'. */
record HourlyJobs(Zone zone) implements ReversibleStep {

  @Override
  public String name() {
    return "crontab";
  }

  @Override
  public Standing look() {
    return change().look();
  }

  @Override
  public String make() {
    return change().make();
  }

  private Change change() {
    return new Change(zone, Crontab::attached, "our lines in root's crontab");
  }

  @Override
  public Step removal() {
    return new Change(zone, Crontab::detached, "our lines out of root's crontab");
  }

  private record Change(Zone zone, UnaryOperator<Crontab> wanted, String detail) implements Step {
    @Override
    public String name() {
      return "crontab";
    }

    private Schedule schedule() {
      return new Schedule(zone.host(), new ZonePrograms(zone.layout().root()));
    }

    @Override
    public Standing look() {
      if (!(schedule().read() instanceof Present present)) {
        return absent();
      }
      Crontab now = present.crontab();
      return wanted.apply(now).equals(now)
          ? new Standing.Done(detail)
          : new Standing.Needed(detail);
    }

    private Standing absent() {
      if (zone.layout().isSystemRoot()) {
        throw ImgapiException.of(ExitCode.NOT_SET_UP, "this is no zone: there is no crontab")
            .remedy("run it in the zone, or name the zone's root directory with --root DIR");
      }
      return new Standing.Skipped("there is no /usr/bin/crontab below this root");
    }

    @Override
    public String make() {
      if (schedule().read() instanceof Present present) {
        schedule().write(wanted.apply(present.crontab()));
      }
      return detail;
    }
  }
}
