/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.snapshot.SnapshotRules;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the operator asked for.
 *
 * @param config the configuration file
 * @param parallel how many things to do side by side
 * @param limits how much may be deleted
 * @param bytesPerSecond most bytes of bodies to move in a second; empty for no limit
 * @param area what is allowed where the area is not simply this instance's
 * @param snapshots how they are made and kept
 * @param reuse what may be taken from earlier runs
 * @param withConfig whether the configuration is kept too
 * @param dryRun whether only the plan is wanted: then nothing is locked, recorded or changed
 */
public record BackupRequest(
    Path config,
    int parallel,
    BackupLimits limits,
    OptionalLong bytesPerSecond,
    TakeOver area,
    SnapshotRules snapshots,
    Reuse reuse,
    boolean withConfig,
    boolean dryRun) {

  /** A run that takes from earlier ones whatever can be proven. */
  public BackupRequest(
      Path config,
      int parallel,
      BackupLimits limits,
      OptionalLong bytesPerSecond,
      TakeOver area,
      SnapshotRules snapshots,
      boolean dryRun) {
    this(config, parallel, limits, bytesPerSecond, area, snapshots, Reuse.ALL, false, dryRun);
  }
}
