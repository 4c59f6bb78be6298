/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.manifest.ImageManifest;
import io.imgapi.core.mirror.LocalScan;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.mirror.ManifestReader.Unreadable;
import io.imgapi.core.mirror.ManifestReader.Whole;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the local trees: every manifest is whole, every file that one names is there with its size
 * and SHA-1. What looks wrong is looked at once more after a moment, because the server may be in
 * the middle of changing it. Changes nothing.
 */
final class LocalCheck {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private final InstanceLayout layout;
  private final boolean hashing;
  private final Sleeper sleeper;
  private final Step step;
  private final Findings findings;
  private final Tally tally;
  private final Workers workers = Workers.local("local");
  private final ManifestReader reader;
  private final LocalScan scan;
  private final Leftovers leftovers;

  /**
   * A check.
   *
   * @param hashing whether to read every file, or only to look which are there
   */
  LocalCheck(
      InstanceLayout layout,
      boolean hashing,
      Sleeper sleeper,
      Step step,
      Findings findings,
      Tally tally) {
    this.layout = layout;
    this.hashing = hashing;
    this.sleeper = sleeper;
    this.step = step;
    this.findings = findings;
    this.tally = tally;
    this.reader = new ManifestReader(sleeper);
    this.scan = new LocalScan(layout, reader, workers);
    this.leftovers = new Leftovers(layout);
  }

  /**
   * Checks.
   *
   * @throws ImgapiException {@code FAILED} where a tree cannot be listed completely
   */
  void check() {
    step.begin("list", Step.UNKNOWN, Step.UNKNOWN);
    LocalTree tree = scan.scan();
    tree.unreadable().forEach(this::torn);
    step.begin("hash", tree.manifests().size(), hashing ? bytes(tree) : Step.UNKNOWN);
    Set<UUID> suspicious = ConcurrentHashMap.newKeySet();
    workers.forEach(
        tree.manifests().values(),
        manifest -> {
          ImageManifest facts = manifest.facts();
          tally.manifest();
          Map<String, Long> files = tree.filesOf(facts.uuid());
          for (ImageFile file : facts.localFiles()) {
            tally.file(file);
            if (faultOf(facts, file, files).isPresent()) {
              suspicious.add(facts.uuid());
            }
          }
          step.itemDone();
        });
    if (!suspicious.isEmpty()) {
      sleeper.pause(MOMENT);
      workers.forEach(suspicious, this::again);
    }
  }

  private static long bytes(LocalTree tree) {
    return tree.imageFiles().values().stream()
        .flatMap(files -> files.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  private void torn(UUID uuid, String reason) {
    findings.add(
        Kind.LOCAL_MANIFEST_TORN,
        layout.manifest(uuid.toString()).toString(),
        Need.UNKNOWN,
        reason,
        uuid);
  }

  private void again(UUID uuid) {
    ManifestReader.Reading reading = reader.read(layout.manifest(uuid.toString()), uuid);
    if (reading instanceof Unreadable bad) {
      torn(uuid, bad.reason());
    }
    if (reading instanceof Whole whole) {
      Map<String, Long> files = scan.filesOf(uuid);
      for (ImageFile file : whole.facts().localFiles()) {
        faultOf(whole.facts(), file, files)
            .ifPresent(
                fault ->
                    findings.add(
                        fault.kind(),
                        path(uuid, file).toString(),
                        need(file),
                        fault.found(),
                        uuid));
      }
    }
  }

  private record Fault(Kind kind, String found) {}

  private Path path(UUID uuid, ImageFile file) {
    return layout.imageDirectory(uuid.toString()).resolve(file.name());
  }

  private static Need need(ImageFile file) {
    // Where both are said, it is the SHA-1 that the server goes by.
    return file.sha1().isEmpty()
        ? Need.of(file)
        : new Need(file.size(), Optional.empty(), file.sha1());
  }

  private Optional<Fault> faultOf(ImageManifest facts, ImageFile file, Map<String, Long> files) {
    try {
      Long size = files.get(file.name());
      if (size == null) {
        Optional<Path> leftover = leftovers.onlyCopy(facts.uuid(), file, files);
        return Optional.of(
            leftover
                .map(copy -> new Fault(Kind.LOCAL_FILE_MISNAMED, "it is there as " + copy))
                .orElseGet(() -> new Fault(Kind.LOCAL_FILE_MISSING, "nothing")));
      }
      Kind damaged = facts.holds(file) ? Kind.LOCAL_FILE_DAMAGED : Kind.MUTABLE_DIFFERS;
      if (!need(file).admits(size, null)) {
        return Optional.of(new Fault(damaged, size + " bytes"));
      }
      return hashing ? hash(facts.uuid(), file, damaged) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of(new Fault(Kind.LOCAL_FILE_MISSING, "nothing"));
    } catch (IOException e) {
      return Optional.of(
          new Fault(Kind.LOCAL_FILE_DAMAGED, "it cannot be read: " + IoReason.of(e)));
    }
  }

  private Optional<Fault> hash(UUID uuid, ImageFile file, Kind damaged) throws IOException {
    FileDigests digests = FileDigests.read(path(uuid, file));
    tally.read(digests.size());
    step.moved(digests.size());
    return need(file).admits(digests)
        ? Optional.empty()
        : Optional.of(new Fault(damaged, digests.size() + " bytes, SHA-1 " + digests.sha1()));
  }
}
