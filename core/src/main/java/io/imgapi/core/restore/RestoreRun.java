/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestFormatException;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** Compares the mirror with the local trees, and fetches the image files that are missing. */
final class RestoreRun {
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final Step step;

  RestoreRun(
      InstanceLayout layout, MirrorLayout mirror, ObjectStore store, Workers workers, Step step) {
    this.layout = layout;
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.step = step;
  }

  /** The plan and what it is made of. */
  record Prepared(
      RestorePlan plan,
      List<WantedManifest> manifests,
      List<WantedFile> files,
      Set<String> withheld,
      ManifestStage stage) {}

  /**
   * Looks at both sides and plans.
   *
   * @param stage whether manifests may be laid ready on disk; without it nothing local is written
   * @param claim the right to the area, not taken yet
   */
  Prepared prepare(boolean stage, Claim claim) {
    try {
      return prepare(
          claim, new ManifestStage(layout, mirror, store, Workers.local("place"), stage));
    } catch (IOException e) {
      throw failed(layout.manifests(), e);
    }
  }

  private Prepared prepare(Claim claim, ManifestStage stage) {
    RemoteTree remote = new RemoteScan(store, mirror, workers).scan();
    Snapshots snapshots = new Snapshots(store, mirror);
    Optional<SnapshotId> newest = snapshots.newest();
    Gathering gathering = new Gathering();
    step.begin("manifests", remote.manifests().size(), Step.UNKNOWN);
    workers.forEach(
        remote.manifests().entrySet(),
        entry -> {
          lookAt(entry.getKey(), entry.getValue(), remote, stage, gathering);
          step.itemDone();
        });
    gatherUnnamed(remote, snapshots, newest, gathering);
    long bytes =
        gathering.files.stream().mapToLong(f -> f.object().size()).sum()
            + gathering.manifests.stream().mapToLong(m -> m.object().size()).sum();
    RestorePlan plan =
        new RestorePlan(
            mirror.backup(),
            remote.manifests().size(),
            gathering.manifests.size(),
            gathering.files.size(),
            bytes,
            freeBytes(),
            List.copyOf(gathering.differing),
            List.copyOf(gathering.lost),
            newest.isEmpty(),
            claim.seen(),
            claim.takesOver());
    return new Prepared(
        plan,
        List.copyOf(gathering.manifests),
        List.copyOf(gathering.files),
        Set.copyOf(gathering.withheld),
        stage);
  }

  private void lookAt(
      UUID uuid, RemoteObject object, RemoteTree remote, ManifestStage stage, Gathering gathering) {
    try {
      Optional<byte[]> local = stage.local(uuid);
      boolean same = local.isPresent() && Md5.of(local.get()).equals(object.md5());
      byte[] bytes = same ? local.get() : stage.fetch(uuid, object);
      if (!same) {
        gathering.manifests.add(new WantedManifest(uuid, object, local.isPresent()));
      }
      if (!same && local.isPresent()) {
        gathering.differing.add("manifests/" + uuid + ".raw");
      }
      gatherFiles(ManifestParser.parse(uuid, bytes), remote, gathering);
    } catch (ManifestFormatException e) {
      throw ImgapiException.of(
              ExitCode.INTEGRITY, "a manifest in the backup is damaged: " + e.getMessage())
          .with("object", mirror.manifest(uuid))
          .remedy("bring it back from another copy, or take it out of the backup");
    } catch (IOException e) {
      throw failed(layout.manifest(uuid.toString()), e);
    }
  }

  private void gatherFiles(ImageManifest manifest, RemoteTree remote, Gathering gathering)
      throws IOException {
    Map<String, RemoteObject> there = remote.filesOf(manifest.uuid());
    for (ImageFile file : manifest.localFiles()) {
      ImagePath path = new ImagePath(manifest.uuid(), file.name());
      boolean held = manifest.activated() && !file.isIcon();
      RemoteObject object = there.get(file.name());
      if (object != null) {
        gather(
            new WantedFile(path.relative(), object, held ? Optional.of(file) : Optional.empty()),
            gathering);
      } else if (!isHereAndGood(path, file)) {
        gathering.lost.add(manifest.uuid() + "/" + file.name());
        gathering.withheld.add(manifest.uuid().toString());
      }
    }
  }

  private boolean isHereAndGood(ImagePath path, ImageFile file) throws IOException {
    Path local = layout.images().resolve(path.relative());
    return isThere(local)
        && Files.size(local) == file.size()
        && FileDigests.read(local).sha1().equals(file.sha1());
  }

  private void gather(WantedFile file, Gathering gathering) throws IOException {
    Path local = layout.images().resolve(SafeNames.relative(file.relative()));
    if (isThere(local)) {
      if (Files.size(local) == file.object().size()
          && FileDigests.read(local).md5().equals(file.object().md5())) {
        return;
      }
      gathering.differing.add("images/" + file.relative());
    }
    gathering.files.add(file);
  }

  /** What was mirrored beside the files that manifests name, as far as it is of the present. */
  private void gatherUnnamed(
      RemoteTree remote, Snapshots snapshots, Optional<SnapshotId> newest, Gathering gathering) {
    Map<String, WantedFile> unnamed = unnamed(remote, gathering);
    if (newest.isPresent() && !unnamed.isEmpty()) {
      // What the newest snapshot does not list lies there for older ones only.
      Set<String> listed = new HashSet<>();
      snapshots.read(
          newest.get(),
          entry -> {
            if (!entry.isManifest() && unnamed.containsKey(entry.relative())) {
              listed.add(entry.relative());
            }
          });
      unnamed.keySet().retainAll(listed);
    }
    gathering.files.addAll(unnamed.values());
  }

  private Map<String, WantedFile> unnamed(RemoteTree remote, Gathering gathering) {
    Map<String, WantedFile> unnamed = new HashMap<>();
    remote
        .otherImageObjects()
        .forEach(
            (path, object) -> unnamed.put(path, new WantedFile(path, object, Optional.empty())));
    remote
        .imageFiles()
        .forEach(
            (uuid, files) ->
                files.forEach(
                    (name, object) -> {
                      String path = new ImagePath(uuid, name).relative();
                      unnamed.put(path, new WantedFile(path, object, Optional.empty()));
                    }));
    gathering.files.forEach(file -> unnamed.remove(file.relative()));
    unnamed
        .keySet()
        .removeIf(
            path ->
                ImagePath.isLeftover(path)
                    || isThere(layout.images().resolve(SafeNames.relative(path))));
    return unnamed;
  }

  /** Fetches every wanted file to its place. */
  Fetched fetch(Prepared prepared, Replaced replaced) throws IOException {
    TreeOwner owner = new TreeOwner(layout.images());
    RestoredDirectories directories = new RestoredDirectories(layout.images(), owner);
    FileFetch fetch = new FileFetch(store);
    AtomicLong files = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    step.begin(
        "fetch",
        prepared.files().size(),
        prepared.files().stream().mapToLong(f -> f.object().size()).sum());
    workers.forEach(
        prepared.files(),
        file -> {
          bytes.addAndGet(fetchOne(file, fetch, directories, owner, replaced));
          files.incrementAndGet();
          step.itemDone();
        });
    return new Fetched(files.get(), bytes.get());
  }

  /** What was fetched. */
  record Fetched(long files, long bytes) {}

  private long fetchOne(
      WantedFile file,
      FileFetch fetch,
      RestoredDirectories directories,
      TreeOwner owner,
      Replaced replaced) {
    String path = mirror.images() + "/" + file.relative();
    try {
      Path target = directories.parentsOf(SafeNames.relative(file.relative()));
      Path part =
          target.resolveSibling(
              target.getFileName() + "." + SafeNames.etag(path, file.object().etag()));
      long moved = fetch.fetch(path, file.object(), file.proof(), part);
      owner.give(part);
      if (isThere(target)) {
        replaced.setAside(target);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.syncDirectory(target.getParent());
      return moved;
    } catch (IOException e) {
      throw failed(layout.images().resolve(file.relative()), e);
    }
  }

  private long freeBytes() {
    try {
      Path existing = layout.base();
      while (!Files.exists(existing)) {
        existing = existing.getParent();
      }
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      throw failed(layout.base(), e);
    }
  }

  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  static ImgapiException failed(Path file, IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "a local file cannot be used: " + IoReason.of(e))
        .with("file", file.toString())
        .remedy("check free space, owner and mode; then run this again, it goes on where it was")
        .causedBy(e);
  }

  /** What looking at many manifests side by side gathers. */
  private static final class Gathering {
    private final List<WantedManifest> manifests = Collections.synchronizedList(new ArrayList<>());
    private final List<WantedFile> files = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> differing = new ConcurrentSkipListSet<>();
    private final Set<String> lost = new ConcurrentSkipListSet<>();
    private final Set<String> withheld = new ConcurrentSkipListSet<>();
  }
}
