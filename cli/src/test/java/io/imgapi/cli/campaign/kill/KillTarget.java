/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import java.util.Locale;

/** What is killed. */
public enum KillTarget {
  BACKUP("backup, with publishing and deletions between", 12, BackupScenario::new),
  BACKUP_WITH_CONFIG("backup --with-config", 4, ConfigBackupScenario::new),
  RESTORE("restore of everything", 8, RestoreScenario::new),
  RESTORE_AT("restore --at, back and forth", 7, RestoreAtScenario::new),
  RESTORE_ONLY("restore --only", 5, RestoreOneScenario::new),
  LOG_UPLOAD("log-upload", 12, LogUploadScenario::new),
  LOG_ROTATED("log-rotated", 12, LogRotatedScenario::new),
  PRUNE("prune", 3, LettingGoScenario::byAge),
  SNAPSHOTS_REMOVE("snapshots remove", 4, LettingGoScenario::byName),
  VERIFY_REPAIR("verify --repair", 4, RepairScenario::new),
  ROTATE_KEY("rotate-key, its --resume and --abort", 2, RotationScenario::new),
  CONFIG_SET("config set, with a restart", 6, ConfigSetScenario::new),
  CERT_INSTALL("cert install, one after another", 6, CertInstallScenario::new),
  AUTHKEYS("authkeys add and remove", 11, AuthKeysScenario::new),
  SETUP("setup of a zone, before and after it lost its root disk", 8, SetupScenario::new),
  ATTACH("attach and detach", 10, AttachScenario::new);

  private final String what;
  private final int share;

  @SuppressWarnings("ImmutableEnumChecker") // Always a constructor.
  private final KillScenario.Opening opening;

  KillTarget(String what, int share, KillScenario.Opening opening) {
    this.what = what;
    this.share = share;
    this.opening = opening;
  }

  /** Its name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is killed, in words. */
  public String what() {
    return what;
  }

  /** Its part of all kills, in relation to the others'. */
  public int share() {
    return share;
  }

  /** Begins its scenario. */
  public KillScenario open(Scene scene) throws Exception {
    return opening.open(scene);
  }
}
