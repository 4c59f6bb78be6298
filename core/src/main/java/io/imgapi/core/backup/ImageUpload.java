/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.backup.ImageInspection.Compared;
import io.imgapi.core.backup.ImageInspection.Unusable;
import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.FileStamp;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings one image to the mirror: its files first, then the manifest as it was read before them, so
 * that the mirror never holds a manifest whose files are missing.
 */
final class ImageUpload {
  private static final int ATTEMPTS = 3;
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private final LocalDigests digests;
  private final MirrorLayout mirror;
  private final ImageInspection inspection;
  private final MirrorDirectories directories;
  private final FileUpload upload;
  private final ProvenPut proven;
  private final MirrorState state;
  private final BackupTally tally;
  private final Sleeper sleeper;

  ImageUpload(
      LocalDigests digests,
      MirrorLayout mirror,
      ImageInspection inspection,
      MirrorDirectories directories,
      FileUpload upload,
      ProvenPut proven,
      MirrorState state,
      BackupTally tally,
      Sleeper sleeper) {
    this.digests = digests;
    this.mirror = mirror;
    this.inspection = inspection;
    this.directories = directories;
    this.upload = upload;
    this.proven = proven;
    this.state = state;
    this.tally = tally;
    this.sleeper = sleeper;
  }

  /** Brings the image as it is now; failures of this image alone are counted, not thrown. */
  void upload(UUID uuid) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (attempt > 1) {
          sleeper.pause(MOMENT);
        }
        if (tryOnce(uuid, attempt == ATTEMPTS)) {
          return;
        }
      }
    } catch (StoreException e) {
      ItemFailures.rethrowIfFatal(e);
      tally.failed("image " + uuid, e.getMessage());
    }
  }

  /** Whether the image is dealt with, in whatever way. */
  private boolean tryOnce(UUID uuid, boolean last) {
    ImageInspection.Finding finding = inspection.inspect(uuid);
    if (finding instanceof Unusable bad) {
      tally.quarantine(uuid, bad.reason(), false);
      return true;
    }
    if (!(finding instanceof Compared compared)) {
      return true;
    }
    ImageVerdict verdict = compared.verdict();
    verdict
        .problems()
        .forEach(
            problem ->
                tally.quarantine(
                    uuid,
                    problem.name() + ": " + problem.reason(),
                    problem.kind() == FileProblem.Kind.DAMAGED));
    try {
      for (FileWork file : verdict.files()) {
        put(uuid, file);
      }
    } catch (DamagedFileException e) {
      if (last) {
        tally.quarantine(uuid, e.getMessage(), true);
      }
      return last;
    } catch (NoSuchFileException e) {
      // The manifest is read again: gone means that the image was deleted meanwhile.
      if (last) {
        tally.failed("image " + uuid, "a file went away while it was sent: " + e.getFile());
      }
      return last;
    } catch (IOException e) {
      if (last) {
        tally.failed("image " + uuid, "a file cannot be read: " + IoReason.of(e));
      }
      return last;
    }
    if (verdict.manifestDiffers() && verdict.mayPutManifest()) {
      directories.ensure(mirror.manifests());
      String path = mirror.manifest(uuid);
      state.put(mirror.relative(path), proven.put(path, compared.manifest()));
      tally.putManifest();
    }
    return true;
  }

  private void put(UUID uuid, FileWork file) throws IOException {
    directories.ensure(mirror.imageDirectory(uuid));
    String path = mirror.imageFile(uuid, file.name());
    String local = "images/" + new ImagePath(uuid, file.source()).relative();
    Path source = digests.layout().base().resolve(local);
    Optional<FileStamp> before = FileStamp.of(source);
    RemoteObject there = upload.put(path, source, file);
    state.put(mirror.relative(path), there);
    Optional<ImageFile> proof = file.proof().filter(named -> !named.sha1().isEmpty());
    if (proof.isPresent()) {
      FileDigests sent = new FileDigests(there.size(), there.md5(), proof.get().sha1());
      digests.learn(local, before, sent);
    }
    tally.putFile(file.size());
  }
}
