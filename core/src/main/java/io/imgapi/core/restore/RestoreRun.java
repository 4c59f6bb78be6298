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
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.MirrorLoss;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Compares a state of the backup with the local trees: what a restore has to do. */
final class RestoreRun {
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final MantaFiles mantaFiles;
  private final Step step;

  RestoreRun(InstanceLayout layout, MirrorLayout mirror, MantaFiles mantaFiles, Step step) {
    this.layout = layout;
    this.mirror = mirror;
    this.mantaFiles = mantaFiles;
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
   * @param claim the right to the area, not taken yet; empty where none is needed
   * @param source what is restored
   * @param scope how much of it
   */
  Prepared prepare(boolean stage, Optional<Claim> claim, RestoreSource source, RestoreScope scope) {
    try {
      return prepare(
          claim, source, scope, new ManifestStage(layout, mirror, Workers.local("place"), stage));
    } catch (IOException e) {
      throw failed(layout.manifests(), e);
    }
  }

  private Prepared prepare(
      Optional<Claim> claim, RestoreSource source, RestoreScope scope, ManifestStage stage) {
    Gathering gathering = new Gathering();
    step.begin("manifests", source.manifests(), Step.UNKNOWN);
    source.forEachManifest(
        (uuid, object, bytes) -> {
          if (scope.has(uuid)) {
            lookAt(uuid, object, bytes, source, stage, gathering);
          }
          step.itemDone();
        });
    if (!scope.isEverything() && gathering.listedManifests.isEmpty()) {
      throw ImgapiException.of(ExitCode.FAILED, "the image is not in the backup")
          .with("image", scope.only().orElseThrow().toString())
          .with("looked at", source.snapshot().map(id -> "snapshot " + id).orElse("the mirror"))
          .remedy("see which states there are: imgapi snapshots; then add --at");
    }
    if (scope.isEverything()) {
      gatherOthers(source, gathering);
    }
    List<String> leaving =
        scope.becomes()
            ? new LeavingFiles(layout).besides(gathering.listedManifests, gathering.listedFiles)
            : List.of();
    long bytes =
        gathering.files.stream().mapToLong(f -> f.object().size()).sum()
            + gathering.manifests.stream().mapToLong(m -> m.object().size()).sum();
    RestorePlan plan =
        new RestorePlan(
            new PlannedSource(
                mirror.backup(),
                source.snapshot(),
                source.manifests(),
                scope.becomes() ? source.mirrorLoses() : MirrorLoss.none(),
                claim.map(Claim::seenOwner)),
            gathering.manifests.size(),
            gathering.files.size(),
            bytes,
            freeBytes(),
            List.copyOf(gathering.differing),
            List.copyOf(gathering.lost),
            List.copyOf(gathering.goneInManta),
            leaving,
            missingOrigins(gathering, stage));
    return new Prepared(
        plan,
        List.copyOf(gathering.manifests),
        List.copyOf(gathering.files),
        Set.copyOf(gathering.withheld),
        stage);
  }

  private static List<UUID> missingOrigins(Gathering gathering, ManifestStage stage) {
    return gathering.origins.stream()
        .filter(uuid -> !gathering.listedManifests.contains(ManifestParser.fileName(uuid)))
        .filter(uuid -> !stage.isLocal(uuid))
        .sorted()
        .toList();
  }

  private void lookAt(
      UUID uuid,
      RemoteObject object,
      RestoreSource.Bytes content,
      RestoreSource source,
      ManifestStage stage,
      Gathering gathering) {
    try {
      gathering.listedManifests.add(ManifestParser.fileName(uuid));
      Optional<byte[]> local = stage.local(uuid);
      boolean same = local.isPresent() && Md5.of(local.get()).equals(object.md5());
      byte[] bytes = same ? local.get() : stage.fetch(uuid, object, content);
      if (!same) {
        gathering.manifests.add(new WantedManifest(uuid, object, local.isPresent()));
      }
      if (!same && local.isPresent()) {
        gathering.differing.add("manifests/" + uuid + ".raw");
      }
      ImageManifest manifest = ManifestParser.parse(uuid, bytes);
      manifest.origin().ifPresent(gathering.origins::add);
      gatherFiles(manifest, source, gathering);
      gathering.goneInManta.addAll(mantaFiles.goneOf(manifest));
    } catch (ManifestFormatException e) {
      throw ImgapiException.of(
              ExitCode.INTEGRITY, "a manifest in the backup is damaged: " + e.getMessage())
          .with("object", mirror.manifest(uuid))
          .remedy("bring it back from another copy, or take it out of the backup");
    } catch (IOException e) {
      throw failed(layout.manifest(uuid.toString()), e);
    }
  }

  private void gatherFiles(ImageManifest manifest, RestoreSource source, Gathering gathering)
      throws IOException {
    for (ImageFile file : manifest.localFiles()) {
      ImagePath path = new ImagePath(manifest.uuid(), file.name());
      gathering.listedFiles.add(path.relative());
      boolean held = manifest.activated() && !file.isIcon();
      Optional<HeldFile> there = source.file(manifest.uuid(), file.name());
      if (there.isPresent()) {
        gather(
            new WantedFile(
                path.relative(),
                there.get().path(),
                there.get().object(),
                held ? Optional.of(file) : Optional.empty()),
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

  /** What belongs to the state beside the files that manifests name. */
  private void gatherOthers(RestoreSource source, Gathering gathering) {
    Set<String> named = Set.copyOf(gathering.listedFiles);
    boolean exactly = source.snapshot().isPresent();
    source
        .others(
            path ->
                !named.contains(path)
                    && !ImagePath.isLeftover(path)
                    && (exactly || !isThere(layout.images().resolve(SafeNames.relative(path)))))
        .forEach(
            (path, held) -> {
              gathering.listedFiles.add(path);
              gatherOther(path, held, exactly, gathering);
            });
  }

  private void gatherOther(
      String path, Optional<HeldFile> held, boolean exactly, Gathering gathering) {
    if (held.isEmpty()) {
      gathering.lost.add(path);
      return;
    }
    WantedFile file =
        new WantedFile(path, held.get().path(), held.get().object(), Optional.empty());
    if (!exactly) {
      gathering.files.add(file);
      return;
    }
    try {
      gather(file, gathering);
    } catch (IOException e) {
      throw failed(layout.images().resolve(path), e);
    }
  }

  private long freeBytes() {
    Path existing = layout.base();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (FileSystemException e) {
      throw failed(layout.base(), e);
    } catch (IOException e) {
      // Java finds no mount where the root is none (chroot); the system tells the room all the
      // same.
      return existing.toFile().getUsableSpace();
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
    private final Set<String> listedManifests = ConcurrentHashMap.newKeySet();
    private final Set<String> listedFiles = ConcurrentHashMap.newKeySet();
    private final Set<UUID> origins = ConcurrentHashMap.newKeySet();
    private final Set<String> differing = new ConcurrentSkipListSet<>();
    private final Set<String> lost = new ConcurrentSkipListSet<>();
    private final Set<String> goneInManta = new ConcurrentSkipListSet<>();
    private final Set<String> withheld = new ConcurrentSkipListSet<>();
  }
}
