/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.cache.MirrorCache;
import io.imgapi.core.cache.MirrorCache.Header;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.ownership.OwnerRecord;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.Newest;
import io.imgapi.core.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The mirror as a run begins: listed object by object, or as the last run left it, where its
 * owner's record says that no run of anybody came between, and one request shows that no manifest
 * was touched without one.
 */
final class MirrorLook {
  private static final Duration DAY = Duration.ofDays(1);
  private final MirrorCache cache;
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final Workers workers;
  private final Clock clock;

  MirrorLook(
      MirrorCache cache, ObjectStore store, MirrorLayout mirror, Workers workers, Clock clock) {
    this.cache = cache;
    this.store = store;
    this.mirror = mirror;
    this.workers = workers;
    this.clock = clock;
  }

  /**
   * What was seen.
   *
   * @param recalled what the last run left, where that was enough; empty where all was listed
   */
  record Seen(RemoteTree tree, Optional<Header> recalled) {}

  /**
   * Looks.
   *
   * @param tie area and owner
   * @param owner what the area's record says, where it is this instance's
   */
  Seen look(String tie, Optional<OwnerRecord> owner) {
    Optional<Header> header = owner.flatMap(record -> recent(tie, record));
    if (header.isPresent()) {
      Optional<RemoteTree> tree = cache.contents(header.get()).filter(this::isStillTrue);
      if (tree.isPresent()) {
        return new Seen(tree.get(), header);
      }
    }
    return everything();
  }

  /** Lists the mirror object by object. */
  Seen everything() {
    return new Seen(new RemoteScan(store, mirror, workers).scan(), Optional.empty());
  }

  private Optional<Header> recent(String tie, OwnerRecord record) {
    Instant now = clock.instant();
    return cache
        .header()
        .filter(h -> h.tie().equals(tie) && h.seq() == record.seq())
        .filter(h -> h.snapshot().equals(record.snapshot()))
        .filter(
            h ->
                !h.compared().isAfter(now)
                    && Duration.between(h.compared(), now).compareTo(DAY) < 0);
  }

  private boolean isStillTrue(RemoteTree tree) {
    try {
      Newest newest = store.newest(mirror.manifests());
      return newest.entries() == tree.manifestEntries()
          && newest.entry().map(entry -> isOurs(entry, tree)).orElse(true);
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT) {
        return tree.manifestEntries() == 0;
      }
      throw e;
    }
  }

  private static boolean isOurs(Entry entry, RemoteTree tree) {
    RemoteObject known =
        ManifestParser.isManifestName(entry.name())
            ? tree.manifests().get(ManifestParser.uuidOf(entry.name()))
            : tree.otherManifestObjects().get(entry.name());
    return known != null && known.etag().equals(entry.etag());
  }
}
