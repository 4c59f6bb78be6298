/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.archive.ArchiveReader.Item;
import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Makes archives of finished snapshots anew without one image. Changes nothing in the store. */
public final class ArchiveWithout {
  private static final ArchiveReader.Limits LIMITS =
      new ArchiveReader.Limits(16L << 20, 1L << 40, 10_000_000);
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final Path spools;

  /**
   * Copies archives of an area.
   *
   * @param spools directory with room for archives
   */
  public ArchiveWithout(ObjectStore store, MirrorLayout mirror, Path spools) {
    this.store = store;
    this.mirror = mirror;
    this.spools = spools;
  }

  /**
   * Copies one, and proves that the copy holds everything else that the list names.
   *
   * @throws ImgapiException {@code INTEGRITY} where the archive or the list is damaged
   * @throws IOException where there is no room for the copy
   */
  public SpooledContent copy(SnapshotId id, UUID image) throws IOException {
    return SpooledContent.of(spools, out -> copy(id, image, out));
  }

  private void copy(SnapshotId id, UUID image, OutputStream out) throws IOException {
    String left = image + ".raw";
    try (SnapshotReader list = new Snapshots(store, mirror).open(id);
        Source source = open(id);
        ArchiveWriter copy = new ArchiveWriter(out)) {
      Optional<SnapshotEntry> listed = nextArchived(id, list, image);
      for (Optional<Item> item = source.next(); item.isPresent(); item = source.next()) {
        String name = item.get().name();
        if (name.equals(left)) {
          continue;
        }
        copy.add(name, item.get().content());
        int order =
            listed.map(entry -> ByteOrder.OF_PATHS.compare(entry.relative(), name)).orElse(1);
        if (order < 0 || (order == 0 && !listed.get().md5().equals(Md5.of(item.get().content())))) {
          throw lacks(id, listed.get());
        }
        if (order == 0) {
          listed = nextArchived(id, list, image);
        }
      }
      if (listed.isPresent()) {
        throw lacks(id, listed.get());
      }
    }
  }

  private static Optional<SnapshotEntry> nextArchived(
      SnapshotId id, SnapshotReader list, UUID image) {
    try {
      Optional<SnapshotEntry> entry = list.next();
      while (entry.filter(e -> e.place() != Place.ARCHIVE || e.isOf(image)).isPresent()) {
        entry = list.next();
      }
      return entry;
    } catch (IOException e) {
      throw Snapshots.unreadable(id, e);
    }
  }

  private Source open(SnapshotId id) {
    try {
      return new Source(
          id,
          new ArchiveReader(
              store.get(mirror.snapshotArchive(id.toString()), ReadFrom.start()).stream(), LIMITS));
    } catch (IOException e) {
      throw damaged(id, e);
    } catch (StoreException e) {
      throw e.kind() == StoreException.Kind.ABSENT ? damaged(id, e) : e;
    }
  }

  /** An archive in the store: that it cannot be read is no trouble with the local disk. */
  private record Source(SnapshotId id, ArchiveReader archive) implements AutoCloseable {
    Optional<Item> next() {
      try {
        return archive.next();
      } catch (IOException e) {
        throw damaged(id, e);
      }
    }

    @Override
    public void close() throws IOException {
      archive.close();
    }
  }

  private static ImgapiException lacks(SnapshotId id, SnapshotEntry entry) {
    return damaged(id, new IOException("it lacks " + entry.relative()));
  }

  private static ImgapiException damaged(SnapshotId id, Exception why) {
    return ImgapiException.of(
            ExitCode.INTEGRITY, "the manifests of a snapshot cannot be read: " + why.getMessage())
        .with("snapshot", id.toString())
        .remedy(
            "run: imgapi verify --repair; where that does not help: imgapi snapshots remove " + id)
        .causedBy(why);
  }
}
