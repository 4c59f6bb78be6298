/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Every content that an area holds outside the archives: what snapshots may need. */
public final class HeldContents {
  private final RemoteTree mirrored;
  private final Map<Md5, RemoteObject> blobs = new ConcurrentHashMap<>();

  /**
   * Lists what there is.
   *
   * @param mirrored the mirror, as it was listed
   */
  public HeldContents(MirrorLayout mirror, Blobs area, RemoteTree mirrored, Workers workers) {
    this.mirrored = mirrored;
    area.forEach(
        workers,
        (path, entry) -> {
          if (entry.md5() != null && mirror.blob(entry.md5()).equals(path)) {
            blobs.put(entry.md5(), new RemoteObject(entry.md5(), entry.etag(), entry.size()));
          }
        });
  }

  /**
   * The object that holds a file of a snapshot's images tree, in exactly this content; empty where
   * there is none any more.
   */
  public Optional<RemoteObject> of(SnapshotEntry entry) {
    Optional<RemoteObject> object =
        entry.place() == Place.BLOB ? Optional.ofNullable(blobs.get(entry.md5())) : inMirror(entry);
    return object.filter(o -> o.md5().equals(entry.md5()) && o.size() == entry.size());
  }

  private Optional<RemoteObject> inMirror(SnapshotEntry entry) {
    return entry.isManifest()
        ? mirrored.otherManifest(entry.relative())
        : mirrored.imageObject(entry.relative());
  }

  /** Hands out every blob with its size. */
  public void forEachBlob(BiConsumer<Md5, Long> each) {
    blobs.forEach((md5, object) -> each.accept(md5, object.size()));
  }
}
