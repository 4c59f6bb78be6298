/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.history.Area;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotRevision;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.snapshot.SpooledContent;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.verify.Finding.Repair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Makes the archive of a snapshot anew: each manifest that its list names, from the local trees,
 * the mirror, or whichever archives can be read.
 */
final class ArchiveRepair {
  private static final ArchiveReader.Limits LIMITS =
      new ArchiveReader.Limits(16L << 20, 1L << 40, 10_000_000);
  private static final long MOST_IN_MEMORY = 256L << 20;
  private final Area area;
  private final Snapshots snapshots;
  private final SnapshotRevision revision;
  private final LocalContents local;
  private final AreaContents contents;
  private final Mending mending;
  private final RemoteTree remote;
  private final NavigableMap<SnapshotId, Parts> finished;
  private final Path spools;

  ArchiveRepair(
      RepairRight right,
      LocalContents local,
      Mending mending,
      RemoteTree remote,
      NavigableMap<SnapshotId, Parts> finished,
      Path spools) {
    this.area = right.area();
    this.snapshots = new Snapshots(area.store(), area.mirror());
    this.revision = new SnapshotRevision(area.store(), area.mirror(), right.sleeper(), spools);
    this.local = local;
    this.contents = new AreaContents(area.store());
    this.mending = mending;
    this.remote = remote;
    this.finished = finished;
    this.spools = spools;
  }

  /** Where a manifest is kept: by its name below {@code manifests/}, and its digest. */
  private record Version(String name, Md5 md5) {
    static Version of(SnapshotEntry entry) {
      return new Version(entry.relative(), entry.md5());
    }
  }

  /** Repairs one. */
  Repair repair(Finding finding) {
    SnapshotId id = finding.snapshots().first();
    Map<Version, byte[]> missing = new HashMap<>();
    snapshots.read(
        id,
        entry -> {
          if (entry.place() == Place.ARCHIVE && !isAtHand(entry)) {
            missing.put(Version.of(entry), null);
          }
        });
    String lacking = findInArchives(missing);
    if (!lacking.isEmpty()) {
      return Repair.impossible(lacking);
    }
    String from = "the local trees and the mirror";
    return mending.mend(
        finding.object(),
        missing.isEmpty() ? from : from + ", and " + missing.size() + " manifests from archives",
        () -> make(id, missing));
  }

  private boolean isAtHand(SnapshotEntry entry) {
    return mirrored(entry).isPresent() || local.proven(entry.path(), Need.of(entry)).isPresent();
  }

  private Optional<RemoteObject> mirrored(SnapshotEntry entry) {
    Optional<RemoteObject> object =
        ManifestParser.isManifestName(entry.relative())
            ? Optional.ofNullable(remote.manifests().get(ManifestParser.uuidOf(entry.relative())))
            : Optional.ofNullable(remote.otherManifestObjects().get(entry.relative()));
    return object.filter(there -> there.md5().equals(entry.md5()));
  }

  /** Fills what is missing; why something stays missing, empty where nothing does. */
  private String findInArchives(Map<Version, byte[]> missing) {
    long left = missing.size();
    long[] bytes = {0};
    for (SnapshotId id : finished.descendingKeySet()) {
      if (left == 0) {
        break;
      }
      left -= fill(id, missing, bytes);
      if (bytes[0] > MOST_IN_MEMORY) {
        return "more manifests are only in other archives than can be held at once";
      }
    }
    if (left == 0) {
      return "";
    }
    List<String> names = new ArrayList<>();
    missing.forEach(
        (version, content) -> {
          if (content == null) {
            names.add(version.name());
          }
        });
    names.sort(null);
    return left + " of its manifests are nowhere any more, the first is " + names.get(0);
  }

  private long fill(SnapshotId id, Map<Version, byte[]> missing, long[] bytes) {
    long found = 0;
    String path = area.mirror().snapshotArchive(id.toString());
    try (Download download = area.store().get(path, ReadFrom.start());
        ArchiveReader archive = new ArchiveReader(download.stream(), LIMITS)) {
      for (Optional<ArchiveReader.Item> item = archive.next();
          item.isPresent() && bytes[0] <= MOST_IN_MEMORY;
          item = archive.next()) {
        byte[] content = item.get().content();
        Version version = new Version(item.get().name(), Md5.of(content));
        if (missing.containsKey(version) && missing.get(version) == null) {
          missing.put(version, content);
          bytes[0] += content.length;
          found++;
        }
      }
    } catch (IOException e) {
      // As far as it could be read it was of use; the digests prove what came.
      return found;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ABSENT && e.kind() != StoreException.Kind.CORRUPT) {
        throw e;
      }
    }
    return found;
  }

  private Md5 make(SnapshotId id, Map<Version, byte[]> found) {
    try (SpooledContent archive =
        SpooledContent.of(
            spools,
            out -> {
              try (ArchiveWriter writer = new ArchiveWriter(out)) {
                snapshots.read(id, entry -> add(writer, entry, found));
              }
            })) {
      revision.repair(id, finished.get(id), archive);
      return archive.md5();
    } catch (UncheckedIOException e) {
      throw failed(e.getCause());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void add(ArchiveWriter writer, SnapshotEntry entry, Map<Version, byte[]> found) {
    if (entry.place() != Place.ARCHIVE) {
      return;
    }
    try {
      byte[] known = found.get(Version.of(entry));
      writer.add(entry.relative(), known == null ? read(entry) : known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(SnapshotEntry entry) throws IOException {
    String path = area.mirror().backup() + "/" + entry.path();
    Optional<Source> source =
        local.proven(entry.path(), Need.of(entry)).or(() -> contents.proven(path, entry.md5()));
    if (source.isEmpty()) {
      throw new StoreException(
          StoreException.Kind.CONFLICT, path, "a manifest went away while it was needed");
    }
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    source.get().content().writer().writeTo(bytes);
    if (!Md5.of(bytes.toByteArray()).equals(entry.md5())) {
      throw new StoreException(
          StoreException.Kind.CONFLICT, path, "a manifest changed while it was read");
    }
    return bytes.toByteArray();
  }

  private ImgapiException failed(IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "an archive cannot be prepared: " + IoReason.of(e))
        .with("directory", spools.toString())
        .remedy("make room there, then run this again")
        .causedBy(e);
  }
}
