/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.rootdisk.RootDisk;
import io.imgapi.core.rootdisk.Zone;
import io.imgapi.core.step.Step;
import io.imgapi.core.step.Steps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a zone a standalone instance, as its first boot does (operator-scripts.md 7.2), and what
 * every boot does (7.3). Each step may be run again at any time: nothing that is there is replaced.
 */
public final class Setup {
  private final Zone zone;
  private final Clock clock;

  public Setup(Zone zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * Everything that makes an instance.
   *
   * @param withoutDataSet whether a zone without a delegated data set is accepted: what it holds is
   *     lost with its root disk
   */
  public Steps everything(boolean withoutDataSet) {
    RootDisk disk = new RootDisk(zone);
    EtcFiles etc = new EtcFiles(zone);
    List<Step> steps = new ArrayList<>();
    steps.add(new DataSet(zone, withoutDataSet));
    steps.add(disk.program());
    steps.add(disk.hostname());
    steps.add(new Directories(etc));
    steps.add(new MakeKey(etc, clock));
    steps.add(new PublishKey(etc));
    steps.add(new MakeCertificate(etc, clock));
    steps.add(new MakeConfig(etc));
    steps.add(new Ownership(etc));
    steps.addAll(disk.pieces());
    steps.add(disk.mark());
    return new Steps(steps);
  }

  /** What is set anew at every boot; none of it is worth a zone that does not come up. */
  public Steps everyBoot() {
    return new Steps(TcpTuning.all(zone));
  }
}
