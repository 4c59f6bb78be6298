/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.history.Area;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.manifest.ManifestFormatException;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.store.Download;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks images of the mirror: the manifest by its bytes, the files by what listings say. */
final class MirrorCheck {
  private static final long LARGEST_MANIFEST = 16L << 20;
  private static final int ATTEMPTS = 3;
  private final Area area;
  private final RemoteTree remote;
  private final SecondLook look;
  private final DataCheck data;
  private final Findings findings;
  private final Tally tally;

  MirrorCheck(
      Area area,
      RemoteTree remote,
      SecondLook look,
      DataCheck data,
      Findings findings,
      Tally tally) {
    this.area = area;
    this.remote = remote;
    this.look = look;
    this.data = data;
    this.findings = findings;
    this.tally = tally;
  }

  /** Checks one image: its manifest, where it has one, and all its files. */
  void check(UUID uuid) {
    Map<String, ImageFile> fixed = new HashMap<>();
    RemoteObject manifest = remote.manifests().get(uuid);
    if (manifest != null) {
      String path = area.mirror().manifest(uuid);
      findings.checking(
          path, () -> read(uuid, path, manifest).ifPresent(facts -> check(facts, fixed)));
    }
    remote
        .filesOf(uuid)
        .forEach(
            (name, object) ->
                data.check(
                    area.mirror().imageFile(uuid, name),
                    object.size(),
                    Optional.of(object.md5()),
                    Optional.ofNullable(fixed.get(name)),
                    Set.of(uuid)));
  }

  private void check(ImageManifest facts, Map<String, ImageFile> fixed) {
    for (ImageFile file : facts.localFiles()) {
      tally.file(file);
      if (facts.holds(file)) {
        fixed.put(file.name(), file);
      }
      String path = area.mirror().imageFile(facts.uuid(), file.name());
      findings.checking(path, () -> checkLocal(facts, file, path));
    }
    for (ImageFile file : facts.mantaFiles()) {
      tally.mantaFile(file);
      String path =
          area.settings().layout().images()
              + "/"
              + new ImagePath(facts.uuid(), file.name()).relative();
      findings.checking(path, () -> checkManta(facts, file, path));
    }
  }

  private void checkLocal(ImageManifest facts, ImageFile file, String path) {
    RemoteObject listed = remote.filesOf(facts.uuid()).get(file.name());
    if (listed == null || !Need.of(file).admits(listed.size(), listed.md5())) {
      compare(facts, file, path, Kind.FILE_MISSING, Kind.FILE_DAMAGED);
    }
  }

  private void checkManta(ImageManifest facts, ImageFile file, String path) {
    compare(facts, file, path, Kind.MANTA_FILE_MISSING, Kind.MANTA_FILE_DAMAGED);
    Optional<Entry> there = look.at(path);
    there.ifPresent(
        entry ->
            data.check(
                path,
                entry.size(),
                Optional.ofNullable(entry.md5()),
                facts.holds(file) ? Optional.of(file) : Optional.empty(),
                Set.of(facts.uuid())));
  }

  private void compare(
      ImageManifest facts, ImageFile file, String path, Kind missing, Kind damaged) {
    Need need = Need.of(file);
    Optional<Entry> now = look.at(path);
    if (now.isEmpty()) {
      findings.add(missing, path, need, "nothing", facts.uuid());
    } else if (!need.admits(now.get().size(), now.get().md5())
        && !onlyMd5IsWrong(path, file, now)) {
      Kind kind = facts.holds(file) ? damaged : Kind.MUTABLE_DIFFERS;
      findings.add(kind, path, need, SecondLook.words(now), facts.uuid());
    }
  }

  /** A manifest may say a wrong MD5 of a right file; only reading it can tell. */
  private boolean onlyMd5IsWrong(String path, ImageFile file, Optional<Entry> now) {
    Need proof = new Need(file.size(), Optional.empty(), file.sha1());
    return !file.sha1().isEmpty()
        && proof.admits(now.orElseThrow().size(), null)
        && data.proves(path, proof);
  }

  /** Reads a manifest, and once more where it is not as it must be; empty where it is not. */
  private Optional<ImageManifest> read(UUID uuid, String path, RemoteObject listed) {
    tally.manifest();
    Need need = Need.of(listed.size(), listed.md5());
    String etag = listed.etag();
    String fault = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (Download download = area.store().get(path, new ReadFrom(0, etag))) {
        if (download.entry().size() > LARGEST_MANIFEST) {
          fault = download.entry().size() + " bytes, more than any manifest has";
          break;
        }
        byte[] bytes = download.stream().readNBytes((int) LARGEST_MANIFEST);
        if (need.admits(FileDigests.of(bytes))) {
          return Optional.of(ManifestParser.parse(uuid, bytes));
        }
        fault = bytes.length + " bytes, MD5 " + Md5.of(bytes).hex();
      } catch (ManifestFormatException e) {
        fault = e.getMessage();
      } catch (IOException e) {
        fault = "it cannot be read: " + IoReason.of(e);
      } catch (StoreException e) {
        if (e.kind() == StoreException.Kind.ABSENT || e.kind() == StoreException.Kind.CONFLICT) {
          Optional<Entry> now = area.store().head(path);
          if (now.isEmpty()) {
            return Optional.empty();
          }
          etag = now.get().etag();
          need =
              now.get().md5() == null ? Need.UNKNOWN : Need.of(now.get().size(), now.get().md5());
          fault = "it keeps changing";
        } else if (e.kind() == StoreException.Kind.CORRUPT) {
          fault = e.getMessage();
        } else {
          throw e;
        }
      }
    }
    findings.add(Kind.MANIFEST_DAMAGED, path, Need.UNKNOWN, fault, uuid);
    return Optional.empty();
  }
}
