/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The mirror as it is now. */
final class MirrorSource implements RestoreSource {
  private static final long LARGEST_MANIFEST = 64L << 20;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final RemoteTree remote;
  private final Snapshots snapshots;
  private final Optional<SnapshotId> newest;

  MirrorSource(MirrorLayout mirror, ObjectStore store, Workers workers, RemoteTree remote) {
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.remote = remote;
    this.snapshots = new Snapshots(store, mirror);
    this.newest = snapshots.newest();
  }

  @Override
  public Optional<SnapshotId> snapshot() {
    return Optional.empty();
  }

  @Override
  public MirrorLoss mirrorLoses() {
    return MirrorLoss.none();
  }

  @Override
  public int manifests() {
    return remote.manifests().size();
  }

  @Override
  public void forEachManifest(ManifestVisitor visitor) {
    workers.forEach(
        remote.manifests().entrySet(),
        entry ->
            visitor.visit(
                entry.getKey(),
                entry.getValue(),
                () -> fetch(mirror.manifest(entry.getKey()), entry.getValue())));
  }

  private byte[] fetch(String path, RemoteObject object) throws IOException {
    try (Download download = store.get(path, new ReadFrom(0, object.etag()))) {
      return download.bytes(path, Math.min(object.size(), LARGEST_MANIFEST));
    }
  }

  @Override
  public Optional<HeldFile> file(UUID uuid, String name) {
    return Optional.ofNullable(remote.filesOf(uuid).get(name))
        .map(object -> new HeldFile(mirror.imageFile(uuid, name), object));
  }

  @Override
  public Map<String, Optional<HeldFile>> others(Predicate<String> wanted) {
    Map<String, Optional<HeldFile>> others = new HashMap<>();
    remote.otherImageObjects().forEach((path, object) -> add(path, object, wanted, others));
    remote
        .imageFiles()
        .forEach(
            (uuid, files) ->
                files.forEach(
                    (name, object) ->
                        add(new ImagePath(uuid, name).relative(), object, wanted, others)));
    if (newest.isPresent() && !others.isEmpty()) {
      // What the newest snapshot does not list lies there for older ones only.
      Set<String> listed = new HashSet<>();
      snapshots.read(
          newest.get(),
          entry -> {
            if (!entry.isManifest() && others.containsKey(entry.relative())) {
              listed.add(entry.relative());
            }
          });
      others.keySet().retainAll(listed);
    }
    return others;
  }

  private void add(
      String path,
      RemoteObject object,
      Predicate<String> wanted,
      Map<String, Optional<HeldFile>> others) {
    if (wanted.test(path)) {
      others.put(path, Optional.of(new HeldFile(mirror.images() + "/" + path, object)));
    }
  }
}
