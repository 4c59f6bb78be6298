/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.backup.ImageInspection.Compared;
import io.imgapi.core.backup.ImageInspection.Unusable;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Step;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.LocalManifest;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.parallel.Workers;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Compares the two sides and says what has to be done. Changes nothing. */
final class BackupPlanner {
  private final LocalDigests digests;
  private final Workers workers;

  private final ImageComparison comparison;
  private final ImageInspection inspection;
  private final long largestBlob;
  private final Step step;

  BackupPlanner(
      LocalDigests digests,
      Workers workers,
      ImageComparison comparison,
      ImageInspection inspection,
      long largestBlob,
      Step step) {
    this.digests = digests;
    this.workers = workers;
    this.comparison = comparison;
    this.inspection = inspection;
    this.largestBlob = largestBlob;
    this.step = step;
  }

  /**
   * Makes the plan.
   *
   * @param withheld images that a restore left out: as good as quarantined
   */
  BackupPlan plan(LocalTree local, RemoteTree mirror, Set<UUID> withheld) {
    Findings found = new Findings();
    withheld.forEach(
        uuid -> {
          if (!local.manifests().containsKey(uuid)) {
            found.quarantined.put(uuid, "a restore left it out because its files were lost");
          }
        });
    local.unreadable().forEach((uuid, reason) -> found.quarantined.put(uuid, reason));
    step.begin("compare", local.manifests().size(), Step.UNKNOWN);
    workers.forEach(
        local.manifests().values(),
        manifest -> {
          compare(manifest, local, found);
          step.itemDone();
        });
    SortedMap<String, Long> manifestExtras =
        differing(local.otherManifestFiles(), mirror::otherManifest, "manifests/");
    SortedMap<String, Long> imageExtras = new TreeMap<>(local.otherImageFiles());
    imageExtras.keySet().removeIf(ImagePath::isLeftover);
    imageExtras.putAll(filesWithoutManifest(local));
    imageExtras.keySet().removeIf(path -> isQuarantined(path, found));
    imageExtras = differing(imageExtras, mirror::imageObject, "images/");
    found.images.sort(Comparator.comparing(BackupPlan.PlannedImage::uuid));
    List<FoundDeletion> gone = fileDeletions(local, mirror, found);
    List<Deletion> now =
        gone.stream()
            .filter(file -> !file.deletion().goneLocally() || file.size() <= largestBlob)
            .map(FoundDeletion::deletion)
            .toList();
    return new BackupPlan(
        List.copyOf(found.images),
        manifestExtras,
        imageExtras,
        manifestDeletions(local, mirror, found),
        List.copyOf(now),
        gone.stream()
            .filter(file -> file.deletion().goneLocally() && file.size() > largestBlob)
            .map(file -> file.deletion().relative())
            .toList(),
        Map.copyOf(found.quarantined),
        Map.copyOf(found.problems),
        found.salvaged.stream().sorted().toList(),
        local.manifests().size() + local.unreadable().size(),
        local.imageFiles().values().stream().mapToInt(Map::size).sum()
            + local.otherImageFiles().size());
  }

  private void compare(LocalManifest manifest, LocalTree local, Findings found) {
    UUID uuid = manifest.facts().uuid();
    try {
      ImageVerdict verdict =
          comparison.compare(manifest.facts(), manifest.md5(), local.filesOf(uuid));
      if (!verdict.isDamaged()) {
        found.add(verdict);
        return;
      }
    } catch (IOException e) {
      // Looked at again below, from its manifest on.
    }
    ImageInspection.Finding finding = inspection.inspect(uuid);
    if (finding instanceof Compared compared) {
      found.add(compared.verdict());
    } else if (finding instanceof Unusable bad) {
      found.quarantined.put(uuid, bad.reason());
    }
  }

  private static boolean isQuarantined(String relative, Findings found) {
    return ImagePath.parse(relative)
        .map(path -> found.quarantined.containsKey(path.uuid()))
        .orElse(false);
  }

  /** Files in directories of images that have no manifest: mirrored as they are. */
  private static SortedMap<String, Long> filesWithoutManifest(LocalTree local) {
    SortedMap<String, Long> files = new TreeMap<>();
    local
        .imageFiles()
        .forEach(
            (uuid, named) -> {
              if (!local.manifests().containsKey(uuid)) {
                named.forEach(
                    (name, size) -> {
                      if (!ImagePath.isLeftover(name)) {
                        files.put(new ImagePath(uuid, name).relative(), size);
                      }
                    });
              }
            });
    return files;
  }

  private SortedMap<String, Long> differing(
      Map<String, Long> files, Function<String, Optional<RemoteObject>> mirror, String tree) {
    SortedMap<String, Long> differing = Collections.synchronizedSortedMap(new TreeMap<>());
    workers.forEach(
        files.entrySet(),
        file -> {
          if (mirror
              .apply(file.getKey())
              .filter(remote -> remote.size() == file.getValue())
              .filter(remote -> sameContent(tree + file.getKey(), remote))
              .isEmpty()) {
            differing.put(file.getKey(), file.getValue());
          }
        });
    return differing;
  }

  private boolean sameContent(String file, RemoteObject remote) {
    try {
      return digests.of(file).md5().equals(remote.md5());
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.FAILED, "a local file cannot be read: " + IoReason.of(e))
          .remedy("check the disk; nothing in the backup was changed")
          .with("file", file)
          .causedBy(e);
    }
  }

  private static List<Deletion> manifestDeletions(
      LocalTree local, RemoteTree mirror, Findings found) {
    List<Deletion> deletions = new ArrayList<>();
    mirror
        .manifests()
        .forEach(
            (uuid, object) -> {
              if (!local.manifests().containsKey(uuid) && !found.quarantined.containsKey(uuid)) {
                deletions.add(new Deletion(uuid + ".raw", object.etag(), true));
              }
            });
    mirror
        .otherManifestObjects()
        .forEach(
            (name, object) -> {
              if (!local.otherManifestFiles().containsKey(name)) {
                deletions.add(new Deletion(name, object.etag(), !ImagePath.isStagedManifest(name)));
              }
            });
    deletions.sort(Comparator.comparing(Deletion::relative));
    return deletions;
  }

  /** A deletion, and how large the object is: the content of a small one is kept as a blob. */
  private record FoundDeletion(Deletion deletion, long size) {}

  private static List<FoundDeletion> fileDeletions(
      LocalTree local, RemoteTree mirror, Findings found) {
    List<FoundDeletion> deletions = new ArrayList<>();
    mirror
        .imageFiles()
        .forEach(
            (uuid, files) -> {
              if (!found.quarantined.containsKey(uuid)) {
                Set<String> needed = namedFiles(local.manifests().get(uuid));
                Map<String, Long> here = local.filesOf(uuid);
                files.forEach(
                    (name, object) -> {
                      boolean leftover = ImagePath.isLeftover(name);
                      if (!needed.contains(name) && (leftover || !here.containsKey(name))) {
                        deletions.add(
                            new FoundDeletion(
                                new Deletion(
                                    new ImagePath(uuid, name).relative(), object.etag(), !leftover),
                                object.size()));
                      }
                    });
              }
            });
    mirror
        .otherImageObjects()
        .forEach(
            (path, object) -> {
              boolean leftover = ImagePath.isLeftover(path);
              if (leftover || !local.otherImageFiles().containsKey(path)) {
                deletions.add(
                    new FoundDeletion(new Deletion(path, object.etag(), !leftover), object.size()));
              }
            });
    deletions.sort(Comparator.comparing(file -> file.deletion().relative()));
    return deletions;
  }

  private static Set<String> namedFiles(LocalManifest manifest) {
    return manifest == null
        ? Set.of()
        : Set.copyOf(manifest.facts().localFiles().stream().map(ImageFile::name).toList());
  }

  /** What the comparison of many images side by side gathers. */
  private static final class Findings {
    private final List<BackupPlan.PlannedImage> images = new ArrayList<>();
    private final Map<UUID, String> quarantined = new ConcurrentHashMap<>();
    private final Map<UUID, List<FileProblem>> problems = new ConcurrentHashMap<>();
    private final List<String> salvaged = Collections.synchronizedList(new ArrayList<>());

    void add(ImageVerdict verdict) {
      UUID uuid = verdict.uuid();
      if (!verdict.problems().isEmpty()) {
        FileProblem first = verdict.problems().get(0);
        problems.put(uuid, verdict.problems());
        quarantined.put(uuid, first.name() + ": " + first.reason());
      }
      boolean manifest = verdict.manifestDiffers() && verdict.mayPutManifest();
      if (manifest || !verdict.files().isEmpty()) {
        addImage(
            new BackupPlan.PlannedImage(uuid, manifest, verdict.files().size(), verdict.bytes()));
      }
      verdict.files().stream()
          .filter(FileWork::isSalvage)
          .forEach(file -> salvaged.add(uuid + "/" + file.name()));
    }

    private synchronized void addImage(BackupPlan.PlannedImage image) {
      images.add(image);
    }
  }
}
