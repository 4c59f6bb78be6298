/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.core.run.TreeOwner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Manifests on their way in: laid ready as hidden files in their own directory while the plan is
 * made, because only they tell which files are wanted, and placed last, by rename.
 */
final class ManifestStage {
  private static final Pattern STAGED =
      Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[0-9a-zA-Z-]+");
  private static final int LOOKED_AT = 50;
  private static final int READ_BACK = 5;
  private static final int CREATORS = 2;
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final Workers workers;
  private final Optional<TreeOwner> owner;
  private final Set<String> names;
  // A directory takes one new entry at a time: dozens of threads would burn the processors waiting.
  private final Semaphore creators = new Semaphore(CREATORS);

  /**
   * Looks at what is there.
   *
   * @param writing whether manifests may be laid ready; without it nothing local is written
   * @throws IOException where the directory cannot be listed
   */
  ManifestStage(InstanceLayout layout, MirrorLayout mirror, Workers workers, boolean writing)
      throws IOException {
    this.layout = layout;
    this.mirror = mirror;
    this.workers = workers;
    this.owner = writing ? Optional.of(new TreeOwner(layout.manifests())) : Optional.empty();
    this.names = names(layout.manifests());
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return names;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /** Whether an image was there. */
  boolean isLocal(UUID uuid) {
    return names.contains(ManifestParser.fileName(uuid));
  }

  /** The local manifest of an image, read whole; empty where there was none. */
  Optional<byte[]> local(UUID uuid) throws IOException {
    Path file = layout.manifest(uuid.toString());
    return names.contains(file.getFileName().toString())
        ? Optional.of(Files.readAllBytes(file))
        : Optional.empty();
  }

  /**
   * A manifest of the backup, from where it was laid ready by a broken run or from its source.
   *
   * @throws ImgapiException {@code INTEGRITY} where other bytes came than the listing says
   */
  byte[] fetch(UUID uuid, RemoteObject object, RestoreSource.Bytes source) throws IOException {
    Path staged = staged(uuid, object);
    if (names.contains(staged.getFileName().toString())) {
      byte[] bytes = Files.readAllBytes(staged);
      if (Md5.of(bytes).equals(object.md5())) {
        give(staged);
        return bytes;
      }
    }
    byte[] bytes = source.get();
    if (!Md5.of(bytes).equals(object.md5())) {
      throw ImgapiException.of(ExitCode.INTEGRITY, "a manifest came with other bytes than listed")
          .with("object", mirror.manifest(uuid))
          .remedy("run this again; if it repeats, look at what lies between");
    }
    if (owner.isPresent()) {
      write(staged, bytes);
      give(staged);
    }
    return bytes;
  }

  private void give(Path staged) throws IOException {
    if (owner.isPresent()) {
      owner.get().give(staged);
    }
  }

  /** Synced but not atomic: a torn one is found by its digest and fetched again. */
  private void write(Path staged, byte[] bytes) throws IOException {
    try (FileChannel out = create(staged)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(false);
    }
  }

  private FileChannel create(Path staged) throws IOException {
    creators.acquireUninterruptibly();
    try {
      return FileChannel.open(
          staged,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } finally {
      creators.release();
    }
  }

  private Path staged(UUID uuid, RemoteObject object) {
    return layout
        .manifests()
        .resolve("." + uuid + "." + SafeNames.etag(mirror.manifest(uuid), object.etag()));
  }

  /**
   * Places what was laid ready, side by side; those of images left out, and those of images that
   * were born here meanwhile, are thrown away.
   *
   * @return how many were placed
   */
  long place(Collection<WantedManifest> wanted, Set<String> withheld, Replaced replaced)
      throws IOException {
    AtomicLong placed = new AtomicLong();
    workers.forEach(
        wanted,
        manifest -> {
          try {
            if (placeOne(manifest, withheld, replaced)) {
              placed.incrementAndGet();
            }
          } catch (IOException e) {
            throw RestoreRun.failed(layout.manifest(manifest.uuid().toString()), e);
          }
        });
    clearStale();
    AtomicFile.syncDirectory(layout.manifests());
    return placed.get();
  }

  /** What an earlier run laid ready in another version is of no use any more. */
  private void clearStale() throws IOException {
    for (String name : names) {
      if (ImagePath.isStagedManifest(name)) {
        Files.deleteIfExists(layout.manifests().resolve(name));
      }
    }
  }

  private boolean placeOne(WantedManifest manifest, Set<String> withheld, Replaced replaced)
      throws IOException {
    Path staged = staged(manifest.uuid(), manifest.object());
    Path target = layout.manifest(manifest.uuid().toString());
    boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    boolean born = there && !manifest.replaces();
    if (born || withheld.contains(manifest.uuid().toString())) {
      Files.deleteIfExists(staged);
      return false;
    }
    if (there) {
      replaced.setAside(target);
    }
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /**
   * A few of the images that were placed and that the service should show; the look ends after a
   * few more.
   */
  List<UUID> someActivated(Collection<WantedManifest> wanted) throws IOException {
    List<UUID> activated = new ArrayList<>();
    for (WantedManifest manifest : wanted.stream().limit(LOOKED_AT).toList()) {
      Path file = layout.manifest(manifest.uuid().toString());
      if (Files.exists(file)
          && activated.size() < READ_BACK
          && ManifestParser.parse(manifest.uuid(), Files.readAllBytes(file)).activated()) {
        activated.add(manifest.uuid());
      }
    }
    return activated;
  }

  /** Throws away whatever any restore ever laid ready in an instance's tree. */
  static void clearAll(InstanceLayout layout) throws IOException {
    for (String name : names(layout.manifests())) {
      if (STAGED.matcher(name).matches()) {
        Files.deleteIfExists(layout.manifests().resolve(name));
      }
    }
  }

  /** Throws away what was laid ready, after a refusal or an operator's no. */
  void clear(Collection<WantedManifest> wanted) {
    for (WantedManifest manifest : wanted) {
      try {
        Files.deleteIfExists(staged(manifest.uuid(), manifest.object()));
      } catch (IOException e) {
        throw RestoreRun.failed(layout.manifests(), e);
      }
    }
  }
}
