/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.zoneconfig;

import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.VersionedPut;
import io.imgapi.core.time.Sleeper;
import java.util.Optional;

/** Keeps the configuration in the area: its last version, without secrets. */
public final class BackUpConfig {
  private final LocalConfig local;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Sleeper sleeper;

  public BackUpConfig(
      InstanceLayout layout, MirrorLayout mirror, ObjectStore store, Sleeper sleeper) {
    this.local = new LocalConfig(layout);
    this.mirror = mirror;
    this.store = store;
    this.sleeper = sleeper;
  }

  /**
   * Puts it where it is not there already. Safe to repeat.
   *
   * @param claim taken by this run
   * @return whether anything was put
   */
  public boolean put(Claim claim, Events events) {
    Content archive = Content.ofBytes(local.withoutSecrets(events).archive());
    String path = mirror.configArchive();
    Optional<Entry> there = store.head(path);
    if (there.filter(e -> archive.md5().orElseThrow().equals(e.md5())).isPresent()) {
      return false;
    }
    claim.confirm();
    new MirrorDirectories(store, directory -> false)
        .ensure(path.substring(0, path.lastIndexOf('/')));
    new VersionedPut(store, sleeper)
        .put(path, archive, there.map(Entry::etag).orElse(VersionedPut.NOTHING));
    return true;
  }
}
