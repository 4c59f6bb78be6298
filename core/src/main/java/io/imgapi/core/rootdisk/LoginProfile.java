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

/** Root's login shell finds this program, and Manta's tools find the instance's Manta. */
record LoginProfile(Zone zone) implements ReversibleStep {
  private static final String ORIGINALS = "/opt/smartdc/imgapi/";
  private static final List<String> LINES =
      List.of(
          "export PATH="
              + Job.PROGRAM.substring(0, Job.PROGRAM.lastIndexOf('/'))
              + (":" + ORIGINALS + "bin")
              + (":" + ORIGINALS + "build/node/bin")
              + (":" + ORIGINALS + "node_modules/.bin")
              + ":$PATH",
          "case $- in *i*) eval \"$(" + Job.PROGRAM + " manta-env --quiet 2>/dev/null)\" ;; esac");

  private MarkedFile file() {
    MarkedBlock block = new MarkedBlock(line -> line.contains("imgapi"), line -> false);
    return new MarkedFile(zone, name(), "/root/.profile", block, LINES);
  }

  @Override
  public String name() {
    return "profile";
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
