/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.markedtext.MarkedBlock;
import io.imgapi.core.step.ReversibleStep;
import io.imgapi.core.step.Step;
import java.util.List;

/**
 * Our lines in a text file of the zone.
 *
 * @param path of the file
 * @param lines that are wanted in it
 */
record MarkedFile(Zone zone, String name, String path, MarkedBlock block, List<String> lines)
    implements ReversibleStep {

  @Override
  public Standing look() {
    String now = text();
    return block.into(now, lines).equals(now) ? new Standing.Done(path) : new Standing.Needed(path);
  }

  @Override
  public String make() {
    zone.write(path, block.into(text(), lines));
    return path;
  }

  private String text() {
    return zone.text(path).orElse("");
  }

  @Override
  public Step removal() {
    return new Removal();
  }

  private final class Removal implements Step {
    @Override
    public String name() {
      return name;
    }

    @Override
    public Standing look() {
      return block.outOf(text()).equals(text())
          ? new Standing.Done("nothing of ours in " + path)
          : new Standing.Needed("out of " + path);
    }

    @Override
    public String make() {
      String bare = block.outOf(text());
      // Where nothing else is in it, the file was not there before us.
      if (bare.isEmpty()) {
        zone.files().delete(zone.at(path));
      } else {
        zone.write(path, bare);
      }
      return "out of " + path;
    }
  }
}
