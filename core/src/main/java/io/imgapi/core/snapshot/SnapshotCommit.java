/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.core.store.VersionedPut;
import io.imgapi.core.time.Sleeper;

/**
 * Puts what makes a snapshot: its archive, then its list, which is created and never replaced; from
 * that moment on there is a snapshot.
 */
public final class SnapshotCommit {
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final VersionedPut put;

  public SnapshotCommit(ObjectStore store, MirrorLayout mirror, Sleeper sleeper) {
    this.store = store;
    this.mirror = mirror;
    this.put = new VersionedPut(store, sleeper);
  }

  /** Puts the archive; safe to repeat. Its directory must exist. */
  public void putArchive(SnapshotId id, SpooledContent archive) {
    String path = mirror.snapshotArchive(id.toString());
    store.put(path, archive.content(), Condition.always());
    requireHeld(path, archive.md5());
  }

  /**
   * Puts the list.
   *
   * @throws StoreException of kind {@code CONFLICT} where another list is there already
   */
  public void putList(SnapshotId id, SpooledContent list) {
    put.put(mirror.snapshotList(id.toString()), list.content(), VersionedPut.NOTHING);
  }

  private void requireHeld(String path, Md5 md5) {
    if (store.head(path).filter(entry -> md5.equals(entry.md5())).isEmpty()) {
      throw new StoreException(
          Kind.CORRUPT, path, "the store does not hold the bytes that were sent");
    }
  }
}
