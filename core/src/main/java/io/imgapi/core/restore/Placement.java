/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.restore.FileStage.Fetched;
import java.io.IOException;
import java.util.List;

/**
 * Changes the two trees as a plan says: files that others name first, then the manifests, and what
 * is not of the state leaves, manifests before files. Whoever looks at the trees in between finds
 * no manifest whose files are not there. Safe to repeat after any end.
 */
final class Placement {
  private final InstanceLayout layout;
  private final FileStage files;
  private final Replaced replaced;

  Placement(InstanceLayout layout, FileStage files, Replaced replaced) {
    this.layout = layout;
    this.files = files;
    this.replaced = replaced;
  }

  /** Changes the trees while nobody serves from them. */
  long place(RestoreRun.Prepared prepared) throws IOException {
    LeavingFiles leaving = new LeavingFiles(layout);
    List<String> paths = prepared.plan().leaving();
    leaving.setAside(paths.stream().filter(LeavingFiles::isManifest).toList(), replaced);
    files.replace(replaced);
    long placed = prepared.stage().place(prepared.manifests(), prepared.withheld(), replaced);
    leaving.setAside(
        paths.stream().filter(path -> !LeavingFiles.isManifest(path)).toList(), replaced);
    return placed;
  }

  /** As {@link #place}, with the service stopped meanwhile where there is one. */
  Placed placeUnder(
      ServiceSwitch service, ServiceAddress address, RestoreRun.Prepared prepared, Events events)
      throws IOException {
    boolean managed = service.isThere(events);
    if (managed) {
      events.stands("The service is stopped until this is finished: run the same command again.");
      service.stop();
    }
    long placed = place(prepared);
    if (managed) {
      service.start(address);
      service.readBack(address, prepared.stage().someActivated(prepared.manifests()), events);
    }
    return new Placed(placed, managed);
  }

  /** What was placed, and whether a service was stopped and started for it. */
  record Placed(long manifests, boolean serviceRestarted) {}

  /** What came of it. */
  RestoreResult result(Fetched fetched, Placed placed, RestoreRun.Prepared prepared) {
    return new RestoreResult(
        placed.manifests(),
        fetched.files(),
        fetched.bytes(),
        prepared.withheld().stream().sorted().toList(),
        prepared.plan().lost(),
        replaced.directory(),
        placed.serviceRestarted());
  }
}
