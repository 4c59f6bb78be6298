/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.step.Step;

/** Where rotated logs wait for their upload, and the log of the backup. */
record LogDirectories(Zone zone) implements Step {
  private static final String WAITING = "/var/log/triton/upload";
  private static final String BACKUP = "/var/log/triton/imgapi-backup.log";

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public Standing look() {
    return isThere(WAITING) && isThere(BACKUP)
        ? new Standing.Done(WAITING)
        : new Standing.Needed(WAITING);
  }

  private boolean isThere(String path) {
    return zone.files().lookThrough(zone.at(path)).isPresent();
  }

  @Override
  public String make() {
    zone.files().makeDirectories(zone.at(WAITING), Zone.directory());
    if (!isThere(BACKUP)) {
      zone.files().create(zone.at(BACKUP), new byte[0], Access.open());
    }
    return WAITING;
  }
}
