/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.step.Step;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The instance's directories, the service's own from the beginning. */
record Directories(EtcFiles etc) implements Step {
  private static final int MODE = 0755;

  @Override
  public String name() {
    return "directories";
  }

  @Override
  public Standing look() {
    String detail = etc.zone().layout().base().toString();
    return etc.directories().stream().allMatch(path -> etc.files().lookThrough(path).isPresent())
        ? new Standing.Done(detail)
        : new Standing.Needed(detail);
  }

  @Override
  public String make() {
    ServiceOwner owner = new ServiceOwner(etc.zone().layout());
    for (Path directory : etc.directories()) {
      etc.files()
          .makeDirectories(directory, new Access(MODE, OptionalInt.empty(), OptionalInt.empty()));
      owner.give(directory);
    }
    return etc.zone().layout().base().toString();
  }
}
