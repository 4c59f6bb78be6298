/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.step.ReversibleStep;
import io.imgapi.core.step.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything on a zone's root disk that belongs to its instance.
 *
 * @param zone whose root disk it is
 */
public record RootDisk(Zone zone) {

  /** What the zone is called. */
  public Step hostname() {
    return new Hostname(zone);
  }

  /** That this program lies where the hooks will call it; before all of them. */
  public Step program() {
    return new InstalledProgram(zone);
  }

  /** What a fresh zone needs, in the order in which the original made it, its name left out. */
  public List<Step> pieces() {
    List<Step> pieces = new ArrayList<>();
    pieces.add(new KeyLinks(zone));
    pieces.add(new LogDirectories(zone));
    pieces.addAll(hooks());
    pieces.add(new MessageOfTheDay(zone));
    pieces.add(new Services(zone));
    return List.copyOf(pieces);
  }

  /** Where this program is hooked into the zone; each can be taken out again. */
  public List<ReversibleStep> hooks() {
    return List.of(
        new LoginProfile(zone), new LogRotation(zone), new HourlyJobs(zone), new OldNames(zone));
  }

  /** Our part of the configuration of logadm. */
  public static String logRotation() {
    return LogRotation.text();
  }

  /** That the zone is set up; the last of all. */
  public Step mark() {
    return new SetUpMark(zone);
  }
}
