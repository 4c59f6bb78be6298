/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Compares one image with its mirror, by content and never by size alone.
 *
 * <p>An image file of an activated image never legally changes: it counts as content only while its
 * size and SHA-1 are the manifest's.
 */
final class ImageComparison {
  private final LocalDigests digests;
  private final MirrorState mirror;

  ImageComparison(LocalDigests digests, MirrorState mirror) {
    this.digests = digests;
    this.mirror = mirror;
  }

  /**
   * Compares.
   *
   * @param manifest what the manifest says
   * @param manifestMd5 digest of its bytes
   * @param localFiles the files in the image's directory, with their sizes
   * @throws IOException where a file cannot be read; {@code NoSuchFileException} where it went away
   */
  ImageVerdict compare(ImageManifest manifest, Md5 manifestMd5, Map<String, Long> localFiles)
      throws IOException {
    UUID uuid = manifest.uuid();
    Map<String, RemoteObject> remoteFiles = mirror.filesOf(uuid);
    List<FileWork> work = new ArrayList<>(1);
    List<FileProblem> problems = new ArrayList<>(0);
    Set<String> named = new HashSet<>();
    boolean mirrorComplete = true;
    for (ImageFile file : manifest.localFiles()) {
      named.add(file.name());
      Optional<RemoteObject> remote = Optional.ofNullable(remoteFiles.get(file.name()));
      int problemsBefore = problems.size();
      compareNamed(manifest, file, localFiles, remote, work, problems);
      if (problems.size() > problemsBefore && !provenInMirror(file, remote)) {
        mirrorComplete = false;
      }
    }
    for (Map.Entry<String, Long> other : localFiles.entrySet()) {
      if (!named.contains(other.getKey()) && !ImagePath.isLeftover(other.getKey())) {
        Optional<RemoteObject> remote = Optional.ofNullable(remoteFiles.get(other.getKey()));
        compareContent(uuid, other.getKey(), other.getKey(), other.getValue(), remote)
            .ifPresent(work::add);
      }
    }
    boolean differs =
        mirror.manifest(uuid).filter(there -> manifestMd5.equals(there.md5())).isEmpty();
    return new ImageVerdict(
        uuid, differs, List.copyOf(work), List.copyOf(problems), mirrorComplete);
  }

  private void compareNamed(
      ImageManifest manifest,
      ImageFile file,
      Map<String, Long> localFiles,
      Optional<RemoteObject> remote,
      List<FileWork> work,
      List<FileProblem> problems)
      throws IOException {
    String source = file.name();
    if (!localFiles.containsKey(source)) {
      Optional<String> leftover = onlyCopy(manifest.uuid(), file, localFiles);
      if (leftover.isEmpty()) {
        problems.add(
            new FileProblem(
                file.name(),
                FileProblem.Kind.MISSING,
                "the manifest names it and it is not here",
                inMirror(file, remote)));
        return;
      }
      source = leftover.get();
    }
    long size = localFiles.get(source);
    boolean held = manifest.activated() && !file.isIcon();
    Optional<FileDigests> digests =
        remote.isPresent() ? Optional.of(read(manifest.uuid(), source)) : Optional.empty();
    if (held) {
      Optional<String> fault = faultOf(file, size, digests);
      if (fault.isPresent()) {
        problems.add(
            new FileProblem(
                file.name(), FileProblem.Kind.DAMAGED, fault.get(), inMirror(file, remote)));
        return;
      }
    }
    if (digests.isEmpty() || !digests.get().md5().equals(remote.get().md5())) {
      work.add(
          new FileWork(
              file.name(),
              source,
              size,
              held ? Optional.of(file) : Optional.empty(),
              digests,
              remote.isPresent()));
    }
  }

  private Optional<FileWork> compareContent(
      UUID uuid, String name, String source, long size, Optional<RemoteObject> remote)
      throws IOException {
    if (remote.isEmpty()) {
      return Optional.of(
          new FileWork(name, source, size, Optional.empty(), Optional.empty(), false));
    }
    FileDigests digests = read(uuid, source);
    if (digests.md5().equals(remote.get().md5())) {
      return Optional.empty();
    }
    return Optional.of(
        new FileWork(name, source, digests.size(), Optional.empty(), Optional.of(digests), true));
  }

  /** An abandoned upload that has what the manifest says: then it is the only copy. */
  private Optional<String> onlyCopy(UUID uuid, ImageFile file, Map<String, Long> localFiles)
      throws IOException {
    for (Map.Entry<String, Long> candidate : localFiles.entrySet()) {
      if (ImagePath.isLeftoverOf(candidate.getKey(), file.name())
          && candidate.getValue() == file.size()
          && !file.sha1().isEmpty()
          && read(uuid, candidate.getKey()).sha1().equals(file.sha1())) {
        return Optional.of(candidate.getKey());
      }
    }
    return Optional.empty();
  }

  /** Why content may not stand for an image file of an activated image; empty where it may. */
  static Optional<String> faultOf(ImageFile file, long size, Optional<FileDigests> digests) {
    if (file.size() >= 0 && size != file.size()) {
      return Optional.of("it has " + size + " bytes, the manifest says " + file.size());
    }
    if (digests.isPresent()
        && !file.sha1().isEmpty()
        && !file.sha1().equals(digests.get().sha1())) {
      return Optional.of(
          "its SHA-1 is " + digests.get().sha1() + ", the manifest says " + file.sha1());
    }
    return Optional.empty();
  }

  private static boolean inMirror(ImageFile file, Optional<RemoteObject> remote) {
    return remote.isPresent()
        && (file.size() < 0 || remote.get().size() == file.size())
        && (file.md5().isEmpty() || file.md5().get().equals(remote.get().md5()));
  }

  /** As {@link #inMirror}, but only where the manifest's own digest proves it. */
  private static boolean provenInMirror(ImageFile file, Optional<RemoteObject> remote) {
    return file.md5().isPresent() && inMirror(file, remote);
  }

  private FileDigests read(UUID uuid, String name) throws IOException {
    return digests.of("images/" + new ImagePath(uuid, name).relative());
  }
}
