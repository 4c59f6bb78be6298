/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.BackupText;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.backup.BackupLimits;
import io.imgapi.core.backup.BackupRequest;
import io.imgapi.core.backup.BackupResult;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.snapshot.SnapshotRules;

/**
 * Backs the present state up before a restore goes back behind it. Lets no snapshot go: the one
 * that is about to be restored must still be there afterwards.
 */
final class BackupFirst {
  private static final String WITHOUT = "to go back without it: --no-backup";
  private final Backup backup;
  private final Events events;

  BackupFirst(Backup backup, Events events) {
    this.backup = backup;
    this.events = events;
  }

  /**
   * Backs up.
   *
   * @return what was done, in words
   * @throws ImgapiException where that failed, or something was left out
   */
  String run(RestoreRequest restore) {
    try {
      return requireWhole(backUp(restore));
    } catch (ImgapiException e) {
      throw told(e);
    }
  }

  private BackupResult backUp(RestoreRequest restore) {
    BackupRequest request =
        new BackupRequest(
            restore.config(),
            restore.parallel(),
            BackupLimits.standard(),
            restore.bytesPerSecond(),
            TakeOver.none(),
            SnapshotRules.KEEPING_ALL,
            false);
    try (Backup.Prepared prepared = backup.prepare(request, events)) {
      return prepared.apply();
    }
  }

  private static String requireWhole(BackupResult result) {
    if (result.exitCode() != ExitCode.OK) {
      throw ImgapiException.of(result.exitCode(), "it is not complete")
          .remedy("see what is wrong: imgapi backup");
    }
    return BackupText.of(result);
  }

  private static ImgapiException told(ImgapiException e) {
    ImgapiException failure =
        ImgapiException.of(
            e.code(),
            "the backup of the present state failed, and nothing was restored: " + e.getMessage());
    e.context().forEach(failure::with);
    return failure.remedy(e.remedy().isEmpty() ? WITHOUT : e.remedy() + "; " + WITHOUT).causedBy(e);
  }
}
