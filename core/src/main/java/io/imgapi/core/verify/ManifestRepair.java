/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.history.Area;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestFormatException;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.mirror.ManifestReader.Whole;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.Content;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.verify.Finding.Repair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Repairs manifests of the mirror: from the local tree, else as the newest snapshot has them; each
 * only once the mirror has all its files.
 */
final class ManifestRepair {
  private static final ArchiveReader.Limits LIMITS =
      new ArchiveReader.Limits(16L << 20, 1L << 40, 10_000_000);
  private static final int BATCH = 1000;
  private final Area area;
  private final MirrorLayout mirror;
  private final LocalContents local;
  private final ManifestReader reader;
  private final Mending mending;
  private final Optional<SnapshotId> newest;
  private final Map<String, Md5> inNewest = new HashMap<>();

  /**
   * Prepares repairs.
   *
   * @param newest the newest snapshot whose list can be read
   */
  ManifestRepair(
      RepairRight right,
      LocalContents local,
      Mending mending,
      Optional<SnapshotId> newest,
      List<Finding> findings) {
    this.area = right.area();
    this.mirror = area.mirror();
    this.local = local;
    this.reader = new ManifestReader(right.sleeper());
    this.mending = mending;
    this.newest = newest;
    findings.forEach(finding -> inNewest.put(mirror.relative(finding.object()), null));
    newest
        .filter(id -> !inNewest.isEmpty())
        .ifPresent(
            id ->
                new Snapshots(area.store(), mirror)
                    .read(
                        id,
                        entry -> {
                          if (inNewest.containsKey(entry.path())) {
                            inNewest.put(entry.path(), entry.md5());
                          }
                        }));
  }

  /** Repairs them all. */
  Map<Finding, Repair> repair(List<Finding> findings) {
    Map<Finding, Repair> repairs = new ConcurrentHashMap<>();
    area.workers()
        .forEach(
            findings, finding -> repairs.put(finding, Mending.trying(() -> fromLocal(finding))));
    Map<String, Finding> left = new HashMap<>();
    repairs.forEach(
        (finding, repair) -> {
          // One that somebody replaced by a good one is not taken back to what it was.
          if (repair.outcome() == Repair.Outcome.IMPOSSIBLE
              && finding.kind() != Kind.MANIFEST_DIFFERS
              && inNewest.get(mirror.relative(finding.object())) != null) {
            left.put(name(finding), finding);
          }
        });
    if (!left.isEmpty()) {
      fromNewest(left, repairs);
    }
    return repairs;
  }

  private String name(Finding finding) {
    return finding.object().substring(mirror.manifests().length() + 1);
  }

  private Repair fromLocal(Finding finding) {
    String name = name(finding);
    Optional<Path> file = local.manifest(name);
    if (file.isEmpty() || !ManifestParser.isManifestName(name)) {
      return finding
          .need()
          .md5()
          .flatMap(md5 -> local.proven(mirror.relative(finding.object()), finding.need()))
          .map(source -> put(finding, source))
          .orElseGet(ManifestRepair::nowhere);
    }
    if (reader.read(file.get(), ManifestParser.uuidOf(name)) instanceof Whole whole) {
      return put(
          finding,
          whole.facts(),
          new Source("the local file " + file.get(), Content.ofBytes(whole.bytes())));
    }
    return nowhere();
  }

  private static Repair nowhere() {
    return Repair.impossible("there is no whole one, here or in the newest snapshot");
  }

  private void fromNewest(Map<String, Finding> left, Map<Finding, Repair> repairs) {
    String path = mirror.snapshotArchive(newest.orElseThrow().toString());
    List<ArchiveReader.Item> batch = new ArrayList<>();
    Function<ArchiveReader.Item, Repair> one =
        item -> fromArchive(left.get(item.name()), item, path);
    try (Download download = area.store().get(path, ReadFrom.start());
        ArchiveReader archive = new ArchiveReader(download.stream(), LIMITS)) {
      for (Optional<ArchiveReader.Item> item = archive.next();
          item.isPresent();
          item = archive.next()) {
        if (left.containsKey(item.get().name())) {
          batch.add(item.get());
        }
        if (batch.size() == BATCH) {
          hand(batch, left, one, repairs);
        }
      }
    } catch (IOException e) {
      // As far as it could be read it is of use; each content is held against its digest.
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ABSENT && e.kind() != StoreException.Kind.CORRUPT) {
        throw e;
      }
    }
    hand(batch, left, one, repairs);
  }

  private void hand(
      List<ArchiveReader.Item> batch,
      Map<String, Finding> left,
      Function<ArchiveReader.Item, Repair> one,
      Map<Finding, Repair> repairs) {
    area.workers()
        .forEach(
            batch,
            item -> repairs.put(left.get(item.name()), Mending.trying(() -> one.apply(item))));
    batch.clear();
  }

  private Repair fromArchive(Finding finding, ArchiveReader.Item item, String archive) {
    Md5 wanted = inNewest.get(mirror.relative(finding.object()));
    if (!Md5.of(item.content()).equals(wanted)) {
      return nowhere();
    }
    Source source = new Source(archive, Content.ofBytes(item.content()));
    if (!ManifestParser.isManifestName(item.name())) {
      return put(finding, source);
    }
    try {
      ImageManifest facts =
          ManifestParser.parse(ManifestParser.uuidOf(item.name()), item.content());
      return put(finding, facts, source);
    } catch (ManifestFormatException e) {
      return nowhere();
    }
  }

  private Repair put(Finding finding, ImageManifest facts, Source source) {
    for (ImageFile file : facts.localFiles()) {
      String path = mirror.imageFile(facts.uuid(), file.name());
      boolean there =
          mending.isGood(path)
              || mending
                  .now(path)
                  .filter(now -> Need.of(file).admits(now.size(), now.md5()) || !facts.holds(file))
                  .isPresent();
      if (!there) {
        return Repair.impossible("the mirror lacks a file that it names: " + path);
      }
    }
    return put(finding, source);
  }

  private Repair put(Finding finding, Source source) {
    Optional<Entry> now = mending.now(finding.object());
    return mending.put(finding.object(), source, now);
  }
}
