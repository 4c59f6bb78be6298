/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.prune;

import io.imgapi.core.digest.Md5Set;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.prune.PrunePlan.Unneeded;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.Retention;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Marks from every kept snapshot, then sweeps. Lists go first, so that nothing listed is ever
 * without its content; every deletion names the version that was listed. Safe to repeat after any
 * end.
 */
public final class Prune {
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final Snapshots snapshots;
  private final Blobs blobs;

  public Prune(MirrorLayout mirror, ObjectStore store, Workers workers) {
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.snapshots = new Snapshots(store, mirror);
    this.blobs = new Blobs(store, mirror);
  }

  /**
   * Finds out what nothing needs. Changes nothing.
   *
   * @param state what the mirror holds
   * @param isLocal whether a path of the images tree is there locally
   * @throws ImgapiException {@code INTEGRITY} where a snapshot that is to be kept cannot be read,
   *     {@code REFUSED} where the mirror is not as the newest snapshot says
   */
  public PrunePlan plan(MirrorState state, Retention retention, Predicate<String> isLocal) {
    NavigableMap<SnapshotId, Parts> all = snapshots.parts(workers);
    NavigableMap<SnapshotId, Parts> finished = PrunePlan.finished(all);
    Set<SnapshotId> kept = retention.keep(finished.keySet());
    return plan(state, all, finished, kept, entry -> true, isLocal);
  }

  /** As {@link #plan(MirrorState, Retention, Predicate)}, but only one snapshot is let go. */
  public PrunePlan without(SnapshotId gone, MirrorState state, Predicate<String> isLocal) {
    NavigableMap<SnapshotId, Parts> all = snapshots.parts(workers);
    NavigableMap<SnapshotId, Parts> finished = PrunePlan.finished(all);
    Set<SnapshotId> kept = new java.util.TreeSet<>(finished.keySet());
    kept.remove(gone);
    return plan(state, all, finished, kept, entry -> true, isLocal);
  }

  /**
   * As {@link #plan(MirrorState, Retention, Predicate)}, but no snapshot is let go, only what
   * nothing needs once no list names an image any more.
   */
  public PrunePlan withoutImage(UUID image, MirrorState state, Predicate<String> isLocal) {
    NavigableMap<SnapshotId, Parts> all = snapshots.parts(workers);
    NavigableMap<SnapshotId, Parts> finished = PrunePlan.finished(all);
    return plan(state, all, finished, finished.keySet(), entry -> !entry.isOf(image), isLocal);
  }

  private PrunePlan plan(
      MirrorState state,
      NavigableMap<SnapshotId, Parts> all,
      NavigableMap<SnapshotId, Parts> finished,
      Set<SnapshotId> kept,
      Predicate<SnapshotEntry> marks,
      Predicate<String> isLocal) {
    Map<SnapshotId, Parts> expired = new TreeMap<>(finished);
    expired.keySet().removeAll(kept);
    Map<SnapshotId, Parts> remains = new TreeMap<>(all);
    remains.keySet().removeAll(finished.keySet());
    Md5Set neededBlobs = new Md5Set();
    if (kept.isEmpty()) {
      return new PrunePlan(expired, kept, remains, List.of(), List.of());
    }
    Map<String, Unneeded> unneededFiles = filesNotHere(state, isLocal);
    SnapshotId newest = Collections.max(kept);
    if (newest.equals(finished.lastKey())) {
      requireSame(newest, state);
    } else {
      // The newest is let go: only it says what of the mirror is of the present.
      unneededFiles.clear();
    }
    // The newest was read to its end just now; the others side by side.
    workers.forEach(
        kept,
        id ->
            snapshots.read(
                id,
                entry -> {
                  if (!marks.test(entry)) {
                    return;
                  }
                  if (entry.place() == Place.BLOB) {
                    neededBlobs.add(entry.md5());
                  }
                  if (!entry.isManifest()) {
                    unneededFiles.remove(entry.relative());
                  }
                }));
    return new PrunePlan(
        expired, kept, remains, List.copyOf(unneededFiles.values()), blobsBut(neededBlobs));
  }

  private Map<String, Unneeded> filesNotHere(MirrorState state, Predicate<String> isLocal) {
    Map<String, Unneeded> files = new ConcurrentHashMap<>();
    for (UUID uuid : state.imagesWithFiles()) {
      state
          .filesOf(uuid)
          .forEach(
              (name, object) -> {
                String path = new ImagePath(uuid, name).relative();
                if (!isLocal.test(path)) {
                  files.put(path, unneeded(path, object));
                }
              });
    }
    state
        .otherImages()
        .forEach(
            (path, object) -> {
              if (!isLocal.test(path)) {
                files.put(path, unneeded(path, object));
              }
            });
    return files;
  }

  private Unneeded unneeded(String path, RemoteObject object) {
    return new Unneeded(mirror.images() + "/" + path, object.etag(), object.size());
  }

  /** Listed after the marking, so that only those that nothing needs have to be held. */
  private List<Unneeded> blobsBut(Md5Set needed) {
    Queue<Unneeded> unneeded = new ConcurrentLinkedQueue<>();
    blobs.forEach(
        workers,
        (path, entry) -> {
          if (entry.md5() != null
              && !needed.contains(entry.md5())
              && mirror.blob(entry.md5()).equals(path)) {
            unneeded.add(new Unneeded(path, entry.etag(), entry.size()));
          }
        });
    return List.copyOf(unneeded);
  }

  /** Only while the newest snapshot is the mirror's, it tells what the mirror's manifests name. */
  private void requireSame(SnapshotId newest, MirrorState state) {
    AtomicLong listed = new AtomicLong();
    AtomicLong other = new AtomicLong();
    snapshots.read(
        newest,
        entry -> {
          if (isImageManifest(entry)) {
            listed.incrementAndGet();
            UUID uuid = UUID.fromString(entry.relative().replace(".raw", ""));
            if (state.manifest(uuid).filter(o -> o.md5().equals(entry.md5())).isEmpty()) {
              other.incrementAndGet();
            }
          }
        });
    if (other.get() > 0 || listed.get() != state.imagesWithManifests().length) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "the mirror has changed since its newest snapshot was made; nothing was let go")
          .with("snapshot", newest.toString())
          .remedy("run: imgapi backup");
    }
  }

  private static boolean isImageManifest(SnapshotEntry entry) {
    return entry.isManifest()
        && io.imgapi.core.manifest.ManifestParser.isManifestName(entry.relative());
  }

  /**
   * Carries a plan out.
   *
   * @param confirm makes sure that the area is still this instance's
   * @param isLocal as when the plan was made, asked again for each file
   * @throws ImgapiException {@code NOT_OWNER} where something was changed by somebody else
   *     meanwhile
   */
  public PruneResult apply(PrunePlan plan, Runnable confirm, Predicate<String> isLocal) {
    confirm.run();
    plan.expired()
        .forEach(
            (id, parts) ->
                delete(mirror.snapshotList(id.toString()), parts.list().orElseThrow().etag()));
    List<Unneeded> files = new ArrayList<>(plan.files());
    String tree = mirror.images() + "/";
    files.removeIf(file -> isLocal.test(file.path().substring(tree.length())));
    workers.forEach(files, file -> delete(file.path(), file.etag()));
    workers.forEach(plan.blobs(), blob -> delete(blob.path(), blob.etag()));
    plan.expired().forEach(this::clear);
    plan.remains().forEach(this::clear);
    return new PruneResult(
        List.copyOf(plan.expired().keySet()),
        List.copyOf(plan.kept()),
        files.size(),
        plan.blobs().size(),
        plan.remains().size(),
        plan.bytes());
  }

  private void clear(SnapshotId id, Parts parts) {
    String directory = mirror.snapshot(id.toString());
    for (Entry entry : parts.others()) {
      if (!entry.directory()) {
        delete(directory + "/" + entry.name(), entry.etag());
      }
    }
    if (parts.others().stream().noneMatch(Entry::directory)) {
      store.delete(directory, Condition.always());
    }
  }

  private void delete(String path, String etag) {
    try {
      store.delete(path, Condition.ifMatch(etag));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CONFLICT) {
        if (store.head(path).isEmpty()) {
          // A lost answer, or somebody was faster; it is gone either way.
          return;
        }
        throw ImgapiException.of(
                ExitCode.NOT_OWNER, "somebody else changes the backup area at the same time")
            .with("object", path)
            .remedy("find out who; then run this again");
      }
      if (e.kind() != StoreException.Kind.ABSENT) {
        throw e;
      }
    }
  }
}
