/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.step.Step;
import java.nio.file.Path;
import java.util.List;

/** The instance's files belong to the user as whom the service runs. */
record Ownership(EtcFiles etc) implements Step {

  @Override
  public String name() {
    return "owner";
  }

  private ServiceOwner owner() {
    return new ServiceOwner(etc.zone().layout());
  }

  @Override
  public Standing look() {
    List<Path> others = etc.all().stream().filter(path -> !owner().owns(path)).toList();
    return others.isEmpty()
        ? new Standing.Done("the service's own")
        : new Standing.Needed(others.size() + " files to the service's user");
  }

  @Override
  public String make() {
    long left = etc.all().stream().filter(path -> !owner().give(path)).count();
    return left == 0
        ? "the service's own"
        : left + " files stay whose they are: only root may give them away";
  }
}
