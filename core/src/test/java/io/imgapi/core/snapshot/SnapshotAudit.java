/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.MirrorLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Looks at the objects of a backup area from outside: is every snapshot that is listed whole? */
public final class SnapshotAudit {
  private final MirrorLayout mirror;
  private final Map<Md5, List<SnapshotEntry>> lists = new HashMap<>();
  private final Map<Md5, Map<String, byte[]>> archives = new HashMap<>();

  public SnapshotAudit(MirrorLayout mirror) {
    this.mirror = mirror;
  }

  /** The snapshots that have a list. */
  public List<SnapshotId> finished(Map<String, byte[]> objects) {
    List<SnapshotId> ids = new ArrayList<>();
    objects
        .keySet()
        .forEach(
            path -> {
              if (path.startsWith(mirror.snapshots() + "/")
                  && path.endsWith("/snapshot.jsonl.gz")) {
                ids.add(
                    SnapshotId.parse(path.split("/")[path.split("/").length - 2]).orElseThrow());
              }
            });
    return ids;
  }

  /** Requires that everything that any snapshot lists and promises can be had. */
  public void requireWhole(Map<String, byte[]> objects) {
    finished(objects).forEach(id -> contents(id, objects));
  }

  /** The files of a snapshot: path and content; mutable ones are left out. */
  public Map<String, String> contents(SnapshotId id, Map<String, byte[]> objects) {
    Map<String, String> files = new TreeMap<>();
    for (SnapshotEntry entry : entries(objects.get(mirror.snapshotList(id.toString())))) {
      if (!entry.mutable()) {
        byte[] bytes = content(id, entry, objects);
        assertThat(bytes).as("snapshot %s lacks %s", id, entry).isNotNull();
        assertThat(Md5.of(bytes)).as("snapshot %s, %s", id, entry).isEqualTo(entry.md5());
        assertThat((long) bytes.length).isEqualTo(entry.size());
        files.put(entry.path(), new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  /** The paths of a snapshot for which nothing is promised. */
  public List<String> mutable(SnapshotId id, Map<String, byte[]> objects) {
    return entries(objects.get(mirror.snapshotList(id.toString()))).stream()
        .filter(SnapshotEntry::mutable)
        .map(SnapshotEntry::path)
        .toList();
  }

  private byte[] content(SnapshotId id, SnapshotEntry entry, Map<String, byte[]> objects) {
    return switch (entry.place()) {
      case ARCHIVE -> {
        byte[] archive = objects.get(mirror.snapshotArchive(id.toString()));
        assertThat(archive).as("archive of %s", id).isNotNull();
        yield archives
            .computeIfAbsent(Md5.of(archive), x -> unpacked(archive))
            .get(entry.relative());
      }
      case BLOB -> objects.get(mirror.blob(entry.md5()));
      case MIRROR -> objects.get(mirror.backup() + "/" + entry.path());
    };
  }

  private List<SnapshotEntry> entries(byte[] list) {
    return lists.computeIfAbsent(
        Md5.of(list),
        x -> {
          List<SnapshotEntry> entries = new ArrayList<>();
          try (SnapshotReader reader = new SnapshotReader(new ByteArrayInputStream(list))) {
            for (Optional<SnapshotEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
              entries.add(e.get());
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return entries;
        });
  }

  private static Map<String, byte[]> unpacked(byte[] archive) {
    Map<String, byte[]> files = new HashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(archive)), "UTF-8")) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        files.put(e.getName(), tar.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
