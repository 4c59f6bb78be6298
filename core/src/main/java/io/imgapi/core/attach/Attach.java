/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.attach;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.rootdisk.RootDisk;
import io.imgapi.core.rootdisk.Zone;
import io.imgapi.core.step.ReversibleStep;
import io.imgapi.core.step.Step;
import io.imgapi.core.step.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Hooks this program into a zone that is set up: wrappers in the place of the original tools, lines
 * in crontab, profile and log rotation; and everything else that a new root disk lacks. Safe to
 * repeat.
 */
public final class Attach {
  private final Zone zone;

  public Attach(Zone zone) {
    this.zone = zone;
  }

  /**
   * The steps of hooking it in.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where there is no instance
   */
  public Steps attach() {
    requireInstance();
    RootDisk disk = new RootDisk(zone);
    List<Step> steps = new ArrayList<>(List.of(disk.program(), disk.hostname()));
    steps.addAll(disk.pieces());
    steps.add(disk.mark());
    return new Steps(steps);
  }

  /** The steps of taking it out again, to the byte; the instance itself is not touched. */
  public Steps detach() {
    List<Step> steps =
        new ArrayList<>(new RootDisk(zone).hooks().stream().map(ReversibleStep::removal).toList());
    Collections.reverse(steps);
    return new Steps(steps);
  }

  private void requireInstance() {
    InstanceLayout layout = zone.layout();
    if (zone.host().files().lookThrough(layout.configFile()).isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "there is no instance here to attach to")
          .with("missing", layout.configFile().toString())
          .remedy(
              "in a new zone run: imgapi setup; elsewhere name the zone's root with --root DIR");
    }
  }
}
