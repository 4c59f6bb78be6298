/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.run.RestoredRecord;
import io.imgapi.core.run.RunFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the local trees belong to the backup area that the configuration names.
 *
 * <p>The marker of the original tools only says that some restore ran once; the record beside it
 * says for which area and on which file stores.
 */
final class Eligibility {
  private static final int HERE_PERCENT = 80;
  private static final int WHOLE = 100;
  private final RunFiles files;
  private final String rootDir;
  private final Optional<RestoredRecord> record;
  private final boolean adopting;

  private Eligibility(
      RunFiles files, String rootDir, Optional<RestoredRecord> record, boolean adopting) {
    this.files = files;
    this.rootDir = rootDir;
    this.record = record;
    this.adopting = adopting;
  }

  /**
   * Checks what can be checked without asking the store.
   *
   * @param rootDir the configured one, normalised
   * @param token what this instance owns the area with; empty where it does not
   * @throws ImgapiException {@code NOT_SET_UP} where nothing was restored here, a restore is under
   *     way, or it was another area's; {@code REFUSED} where the trees lie on other file stores
   *     than then
   */
  static Eligibility check(
      RunFiles files, String rootDir, Optional<String> token, BackupLimits limits) {
    files.requireNoRestore();
    if (!files.isMarked()) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP,
              "no restore ever ran here, so the local data may not be written over the backup")
          .with("marker", files.marker().toString())
          .remedy("run: imgapi restore (for an area that is new: imgapi restore --new-repo)");
    }
    Optional<RestoredRecord> record = files.restored();
    boolean current = record.isPresent() && record.get().markerMd5().equals(files.markerMd5());
    if (current && !record.get().rootDir().equals(RestoredRecord.NO_MANTA)) {
      requireSameArea(record.get(), rootDir);
      requireSameStores(record.get(), files, limits);
    }
    boolean adopting =
        !current
            || record.get().rootDir().equals(RestoredRecord.NO_MANTA)
            || !isTiedTo(token, record.get());
    return new Eligibility(files, rootDir, record, adopting);
  }

  /** A record without a token is an older version's, or of a time when nobody owned the area. */
  private static boolean isTiedTo(Optional<String> token, RestoredRecord record) {
    return record.token().isEmpty() || token.filter(record.token()::equals).isPresent();
  }

  private static void requireSameArea(RestoredRecord record, String rootDir) {
    if (!record.rootDir().equals(rootDir)) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP,
              "the local data was restored from " + record.rootDir() + ", not from " + rootDir)
          .remedy(
              "correct manta.user or manta.baseDir, or run: imgapi restore (for an area that is"
                  + " empty: imgapi restore --new-repo)");
    }
  }

  private static void requireSameStores(
      RestoredRecord record, RunFiles files, BackupLimits limits) {
    Map<String, String> now = files.fileStores();
    if (!limits.allowMassDelete()
        && !record.fileStores().isEmpty()
        && !record.fileStores().equals(now)) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "the local data lies on other file systems than when it was restored")
          .with("then", record.fileStores().toString())
          .with("now", now.toString())
          .remedy("check the mounts; if this is meant, run it once with --allow-mass-delete");
    }
  }

  /**
   * Checks what needs both sides: an area that was never recorded here, or that nobody owns, must
   * be recognisable.
   *
   * @param free whether nobody owns the area
   * @throws ImgapiException {@code REFUSED} where less than 80 % of the mirror's manifests are
   *     here; {@code NOT_SET_UP} where the instance was set up without Manta and the area is not
   *     empty
   */
  void check(LocalTree local, RemoteTree mirror, boolean free) {
    if (!(adopting || free) || mirror.isEmpty()) {
      return;
    }
    if (record.isPresent() && record.get().rootDir().equals(RestoredRecord.NO_MANTA)) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP,
              "this instance was set up without Manta, and its area in Manta holds a backup")
          .remedy("run: imgapi restore");
    }
    long here =
        mirror.manifests().keySet().stream()
            .filter(
                uuid -> local.manifests().containsKey(uuid) || local.unreadable().containsKey(uuid))
            .count();
    if (here * WHOLE < (long) mirror.manifests().size() * HERE_PERCENT) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "only "
                  + here
                  + " of the mirror's "
                  + mirror.manifests().size()
                  + " manifests are here: this does not look like that backup's local data")
          .remedy("run: imgapi restore");
    }
  }

  /** Images that a restore left out. */
  List<String> withheld() {
    return record.map(RestoredRecord::withheld).orElse(List.of());
  }

  /** What the operator agreed to lose of the mirror, when the trees went back to a snapshot. */
  MirrorLoss agreedLoss() {
    return record.filter(r -> !adopting).map(RestoredRecord::mirrorLoses).orElse(MirrorLoss.none());
  }

  /**
   * Records the tie where it is new, or where the operator accepted other file stores.
   *
   * @param token what this instance owns the area with
   */
  void adopt(String token, BackupLimits limits) {
    if (adopting || limits.allowMassDelete()) {
      files.writeRestored(
          new RestoredRecord(
              rootDir, token, files.markerMd5(), files.fileStores(), withheld(), agreedLoss()));
    }
  }

  /** The mirror is as the trees are: what was agreed to be lost is no longer to come. */
  void carriedOut() {
    if (!agreedLoss().isNone()) {
      files.restored().ifPresent(now -> files.writeRestored(now.withoutLoss()));
    }
  }
}
