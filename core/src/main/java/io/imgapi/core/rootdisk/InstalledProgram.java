/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.schedule.Job;
import io.imgapi.core.step.Step;

/**
 * This program, where everything in the zone will look for it. A crontab that points to nothing
 * would end the backups without a word.
 */
record InstalledProgram(Zone zone) implements Step {

  @Override
  public String name() {
    return "program";
  }

  @Override
  public Standing look() {
    if (zone.files().lookThrough(zone.at(Job.PROGRAM)).isPresent()) {
      return new Standing.Done(Job.PROGRAM);
    }
    if (zone.layout().isSystemRoot()) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "imgapi is not installed where the zone will look for it")
          .with("missing", Job.PROGRAM)
          .remedy("unpack its archive in the zone, and run the install in it");
    }
    return new Standing.Skipped("there is no " + Job.PROGRAM + " below this root");
  }

  @Override
  public String make() {
    return Job.PROGRAM;
  }
}
