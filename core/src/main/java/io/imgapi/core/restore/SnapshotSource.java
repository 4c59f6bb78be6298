/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.archive.HostileArchiveException;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.snapshot.HeldContents;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A snapshot: manifests from its archive, files from wherever the area holds their content. */
final class SnapshotSource implements RestoreSource {
  private static final long LARGEST_MANIFEST = 16L << 20;
  private static final long SPARE = 64L << 20;
  private static final int SPARE_ENTRIES = 1000;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final SnapshotId id;
  private final HeldContents held;
  private final Map<UUID, RemoteObject> manifests = new HashMap<>();
  private final Map<String, SnapshotEntry> files = new HashMap<>();
  private long manifestBytes;

  /**
   * Reads the snapshot's list.
   *
   * @param held what the area holds
   * @throws ImgapiException {@code INTEGRITY} where the list is damaged
   */
  SnapshotSource(
      MirrorLayout mirror, ObjectStore store, Workers workers, SnapshotId id, HeldContents held) {
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.id = id;
    this.held = held;
    new Snapshots(store, mirror).read(id, this::add);
  }

  private void add(SnapshotEntry entry) {
    if (!entry.isManifest()) {
      files.put(entry.relative(), entry);
    } else if (entry.place() == Place.ARCHIVE) {
      manifestBytes += entry.size();
      if (ManifestParser.isManifestName(entry.relative())) {
        manifests.put(ManifestParser.uuidOf(entry.relative()), archived(entry));
      }
    }
  }

  /** What is laid ready of it gets a name of the form that every reader of the tree knows. */
  private static RemoteObject archived(SnapshotEntry entry) {
    Md5 md5 = entry.md5();
    return new RemoteObject(md5, new UUID(md5.high(), md5.low()).toString(), entry.size());
  }

  @Override
  public Optional<SnapshotId> snapshot() {
    return Optional.of(id);
  }

  /** The newest snapshot lists what the mirror holds for today, not for older snapshots. */
  @Override
  public MirrorLoss mirrorLoses() {
    Snapshots snapshots = new Snapshots(store, mirror);
    Optional<SnapshotId> newest = snapshots.newest();
    if (newest.isEmpty() || newest.get().equals(id)) {
      return MirrorLoss.none();
    }
    AtomicInteger lostManifests = new AtomicInteger();
    AtomicInteger lostFiles = new AtomicInteger();
    snapshots.read(
        newest.get(),
        entry -> {
          if (!entry.isManifest() && !files.containsKey(entry.relative())) {
            lostFiles.incrementAndGet();
          } else if (ManifestParser.isManifestName(entry.relative())
              && !manifests.containsKey(ManifestParser.uuidOf(entry.relative()))) {
            lostManifests.incrementAndGet();
          }
        });
    return new MirrorLoss(lostManifests.get(), lostFiles.get());
  }

  @Override
  public int manifests() {
    return manifests.size();
  }

  @Override
  public void forEachManifest(ManifestVisitor visitor) {
    String path = mirror.snapshotArchive(id.toString());
    Map<UUID, RemoteObject> left = new HashMap<>(manifests);
    Batch batch = new Batch(visitor);
    try (Download download = store.get(path, ReadFrom.start());
        ArchiveReader archive = new ArchiveReader(download.stream(), limits())) {
      for (Optional<ArchiveReader.Item> item = archive.next();
          item.isPresent();
          item = archive.next()) {
        take(item.get(), left, batch);
      }
      batch.handOut();
    } catch (HostileArchiveException e) {
      throw damaged("the manifests of the snapshot were refused: " + e.getMessage(), e);
    } catch (IOException e) {
      throw damaged("the manifests of the snapshot cannot be read: " + e.getMessage(), e);
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.ABSENT) {
        throw damaged("the manifests of the snapshot are gone", e);
      }
      throw e;
    }
    if (!left.isEmpty()) {
      throw damaged("the snapshot lacks " + left.size() + " manifests", null);
    }
  }

  private ArchiveReader.Limits limits() {
    return new ArchiveReader.Limits(
        LARGEST_MANIFEST, 2 * manifestBytes + SPARE, 2L * manifests.size() + SPARE_ENTRIES);
  }

  private static void take(ArchiveReader.Item item, Map<UUID, RemoteObject> left, Batch batch) {
    if (!ManifestParser.isManifestName(item.name())) {
      return;
    }
    UUID uuid = ManifestParser.uuidOf(item.name());
    RemoteObject wanted = left.get(uuid);
    // The archive may hold more than the list names, and other versions.
    if (wanted != null && wanted.md5().equals(Md5.of(item.content()))) {
      left.remove(uuid);
      batch.add(uuid, wanted, item.content());
    }
  }

  /** An archive is read in one go; what is done with its manifests waits for the disk. */
  private final class Batch {
    private static final long ENOUGH = 8L << 20;
    private final ManifestVisitor visitor;
    private final List<Runnable> visits = new ArrayList<>();
    private long bytes;

    Batch(ManifestVisitor visitor) {
      this.visitor = visitor;
    }

    void add(UUID uuid, RemoteObject object, byte[] content) {
      visits.add(() -> visitor.visit(uuid, object, () -> content));
      bytes += content.length;
      if (bytes >= ENOUGH) {
        handOut();
      }
    }

    void handOut() {
      workers.forEach(visits, Runnable::run);
      visits.clear();
      bytes = 0;
    }
  }

  private ImgapiException damaged(String message, Exception cause) {
    return ImgapiException.of(ExitCode.INTEGRITY, message)
        .with("snapshot", id.toString())
        .remedy("take another one: imgapi snapshots")
        .causedBy(cause);
  }

  @Override
  public Optional<HeldFile> file(UUID uuid, String name) {
    return Optional.ofNullable(files.get(new ImagePath(uuid, name).relative())).flatMap(this::held);
  }

  private Optional<HeldFile> held(SnapshotEntry entry) {
    String path =
        entry.place() == Place.BLOB
            ? mirror.blob(entry.md5())
            : mirror.backup() + "/" + entry.path();
    return held.of(entry).map(object -> new HeldFile(path, object));
  }

  @Override
  public Map<String, Optional<HeldFile>> others(Predicate<String> wanted) {
    Map<String, Optional<HeldFile>> others = new HashMap<>();
    files.forEach(
        (path, entry) -> {
          if (wanted.test(path)) {
            others.put(path, held(entry));
          }
        });
    return others;
  }
}
