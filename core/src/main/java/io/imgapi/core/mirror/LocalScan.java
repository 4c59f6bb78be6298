/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ManifestReader.Unreadable;
import io.imgapi.core.mirror.ManifestReader.Whole;
import io.imgapi.core.parallel.Workers;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Reads the local trees.
 *
 * <p>A directory that is missing, is none, or cannot be listed to its end is a failure, never an
 * empty tree: an unmounted data set must not look like the deletion of every image.
 */
public final class LocalScan {
  private static final int DEEPEST = 32;
  private static final String MANIFESTS = "manifests/";
  private final InstanceLayout layout;
  private final ManifestReader reader;
  private final Workers workers;
  private final KnownFiles known;

  /** A scan that reads every manifest. */
  public LocalScan(InstanceLayout layout, ManifestReader reader, Workers workers) {
    this(layout, reader, workers, KnownFiles.NONE);
  }

  /**
   * A scan.
   *
   * @param known what is known of manifests without reading them
   */
  public LocalScan(
      InstanceLayout layout, ManifestReader reader, Workers workers, KnownFiles known) {
    this.layout = layout;
    this.reader = reader;
    this.workers = workers;
    this.known = known;
  }

  /**
   * Reads both trees.
   *
   * @throws ImgapiException {@code FAILED} where one of them cannot be listed completely
   */
  public LocalTree scan() {
    Map<UUID, LocalManifest> manifests = new ConcurrentHashMap<>();
    Map<UUID, String> unreadable = new ConcurrentHashMap<>();
    SortedMap<String, Long> otherManifestFiles = Collections.synchronizedSortedMap(new TreeMap<>());
    workers.forEach(
        listNames(layout.manifests()),
        name -> readOne(name, manifests, unreadable, otherManifestFiles));
    Map<UUID, Map<String, Long>> imageFiles = new HashMap<>();
    SortedMap<String, Long> otherImageFiles = new TreeMap<>();
    walk(
        layout.images(),
        "",
        0,
        (image, size) -> {
          // One object for an image, wherever it is told of: there are hundreds of thousands.
          LocalManifest manifest = manifests.get(image.uuid());
          UUID uuid = manifest == null ? image.uuid() : manifest.facts().uuid();
          imageFiles.merge(uuid, Map.of(image.name(), size), CompactMaps::joined);
        },
        otherImageFiles);
    return new LocalTree(manifests, unreadable, otherManifestFiles, imageFiles, otherImageFiles);
  }

  /** The names of all manifests that are there now. */
  public List<String> manifestNames() {
    List<String> names = listNames(layout.manifests());
    names.removeIf(name -> !ManifestParser.isManifestName(name));
    return names;
  }

  /** The files of one image as they are now; empty where its directory is not there. */
  public Map<String, Long> filesOf(UUID uuid) {
    Path directory = layout.imageDirectory(uuid.toString());
    if (Files.notExists(directory)) {
      return Map.of();
    }
    Map<String, Long> files = new TreeMap<>();
    walk(
        directory,
        ImagePath.directory(uuid),
        0,
        (image, size) -> files.put(image.name(), size),
        new TreeMap<>());
    return files;
  }

  private void readOne(
      String name,
      Map<UUID, LocalManifest> manifests,
      Map<UUID, String> unreadable,
      SortedMap<String, Long> others) {
    Path file = layout.manifests().resolve(name);
    if (!ManifestParser.isManifestName(name)) {
      if (!ImagePath.isStagedManifest(name)) {
        attributes(file)
            .filter(BasicFileAttributes::isRegularFile)
            .ifPresent(a -> others.put(name, a.size()));
      }
      return;
    }
    UUID uuid = ManifestParser.uuidOf(name);
    String path = MANIFESTS + name;
    Optional<FileStamp> stamp = stamp(file);
    Optional<LocalManifest> unchanged = stamp.flatMap(s -> known.manifest(path, s));
    if (unchanged.isPresent()) {
      manifests.put(uuid, unchanged.get());
      return;
    }
    ManifestReader.Reading reading = reader.read(file, uuid);
    if (reading instanceof Whole whole) {
      LocalManifest manifest = new LocalManifest(whole.facts(), whole.md5(), whole.bytes().length);
      manifests.put(uuid, manifest);
      stamp
          .filter(before -> stamp(file).filter(before::equals).isPresent())
          .ifPresent(before -> known.learn(path, before, manifest));
    } else if (reading instanceof Unreadable bad) {
      unreadable.put(uuid, bad.reason());
    }
  }

  /** Empty where nobody wants it, or it cannot be had: then the file is read. */
  private Optional<FileStamp> stamp(Path file) {
    if (known == KnownFiles.NONE) {
      return Optional.empty();
    }
    try {
      return FileStamp.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void walk(
      Path directory,
      String relative,
      int depth,
      BiConsumer<ImagePath, Long> images,
      SortedMap<String, Long> others) {
    if (depth > DEEPEST) {
      throw unreadable(directory, "its directories are nested without end", null);
    }
    for (String name : listNames(directory)) {
      Path file = directory.resolve(name);
      String path = relative.isEmpty() ? name : relative + "/" + name;
      Optional<BasicFileAttributes> found = attributes(file);
      if (found.isEmpty()) {
        continue;
      }
      if (found.get().isDirectory()) {
        walk(file, path, depth + 1, images, others);
      } else if (found.get().isRegularFile()) {
        long size = found.get().size();
        ImagePath.parse(path)
            .ifPresentOrElse(image -> images.accept(image, size), () -> others.put(path, size));
      }
    }
  }

  /** Attributes of what is there, links followed; empty where it went away meanwhile. */
  private static Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, IoReason.of(e), e);
    }
  }

  private static List<String> listNames(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException e) {
      throw unreadable(directory, "there is no such directory", e);
    } catch (DirectoryIteratorException e) {
      throw unreadable(directory, IoReason.of(e.getCause()), e);
    } catch (IOException e) {
      throw unreadable(directory, IoReason.of(e), e);
    }
    return names;
  }

  private static ImgapiException unreadable(Path path, String reason, Exception cause) {
    return ImgapiException.of(
            ExitCode.FAILED, "the local data cannot be read completely: " + reason)
        .remedy(
            "check that the data set is mounted and readable; nothing in the backup was changed"
                + " because of it")
        .with("path", path.toString())
        .causedBy(cause);
  }
}
