/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.HeldContents;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotMoment;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.ObjectStore;
import java.util.Optional;

/** The states that a backup area holds. */
record RestoreSources(MirrorLayout mirror, ObjectStore store, Workers workers) {

  /**
   * Opens one: lists the area and reads the list of the snapshot.
   *
   * @param at the moment to go back to; empty for the mirror as it is
   * @throws ImgapiException {@code NOT_SET_UP} where no snapshot is that old
   */
  RestoreSource open(Optional<SnapshotMoment> at) {
    if (at.isEmpty()) {
      return new MirrorSource(mirror, store, workers, listed());
    }
    Snapshots snapshots = new Snapshots(store, mirror);
    SnapshotId id =
        snapshots
            .newest(at.get())
            .orElseThrow(
                () ->
                    ImgapiException.of(
                            ExitCode.NOT_SET_UP,
                            "there is no snapshot of that time or of an earlier one")
                        .with("area", mirror.backup())
                        .remedy("see what there is: imgapi snapshots"));
    HeldContents held = new HeldContents(mirror, new Blobs(store, mirror), listed(), workers);
    return new SnapshotSource(mirror, store, workers, id, held);
  }

  private RemoteTree listed() {
    return new RemoteScan(store, mirror, workers).scan();
  }
}
