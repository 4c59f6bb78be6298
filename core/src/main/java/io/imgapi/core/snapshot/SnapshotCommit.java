/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.core.time.Sleeper;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts what makes a snapshot: its archive, then its list, which is created and never replaced; from
 * that moment on there is a snapshot.
 */
public final class SnapshotCommit {
  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final Sleeper sleeper;

  public SnapshotCommit(ObjectStore store, MirrorLayout mirror, Sleeper sleeper) {
    this.store = store;
    this.mirror = mirror;
    this.sleeper = sleeper;
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
    create(mirror.snapshotList(id.toString()), list.content(), list.md5());
  }

  private void create(String path, Content content, Md5 md5) {
    for (int attempt = 1; ; attempt++) {
      try {
        store.put(path, content, Condition.ifAbsent());
        return;
      } catch (StoreException e) {
        boolean unclear =
            e.kind() == Kind.CONFLICT || e.kind() == Kind.UNREACHABLE || e.kind() == Kind.THROTTLED;
        if (!unclear) {
          throw e;
        }
        Optional<Entry> there = store.head(path);
        if (there.filter(entry -> md5.equals(entry.md5())).isPresent()) {
          return;
        }
        if (there.isPresent() || attempt >= ATTEMPTS) {
          throw e;
        }
        sleeper.pause(PAUSE);
      }
    }
  }

  private void requireHeld(String path, Md5 md5) {
    if (store.head(path).filter(entry -> md5.equals(entry.md5())).isEmpty()) {
      throw new StoreException(
          Kind.CORRUPT, path, "the store does not hold the bytes that were sent");
    }
  }
}
