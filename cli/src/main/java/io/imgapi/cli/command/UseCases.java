/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.attach.Attach;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.configedit.ChangeConfig;
import io.imgapi.core.configedit.EditConfig;
import io.imgapi.core.health.CheckHealth;
import io.imgapi.core.history.ForgetImage;
import io.imgapi.core.history.PruneArea;
import io.imgapi.core.history.ReportSnapshots;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.logs.LinkRotated;
import io.imgapi.core.logs.ShowLog;
import io.imgapi.core.logs.UploadLogs;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreElsewhere;
import io.imgapi.core.setup.Setup;
import io.imgapi.core.verify.Verify;
import io.imgapi.core.zoneconfig.RestoreConfig;
import java.util.Optional;

/** Makes the use cases that work on the instance which the options name. */
public interface UseCases {

  /** Backs that instance up. */
  Backup backup(InstanceLayout instance);

  /** Lets go of snapshots of that instance. */
  PruneArea prune(InstanceLayout instance);

  /** Takes images out of the snapshots of that instance. */
  ForgetImage forgetImage(InstanceLayout instance);

  /** Shows the snapshots of that instance. */
  ReportSnapshots snapshots(InstanceLayout instance);

  /** Restores that instance. */
  Restore restore(InstanceLayout instance);

  /** Brings that instance's configuration back. */
  RestoreConfig restoreConfig(InstanceLayout instance);

  /** Brings that instance's backup to another directory. */
  RestoreElsewhere restoreElsewhere(InstanceLayout instance);

  /**
   * Makes that zone an instance.
   *
   * @param metadata what the zone would be told from outside; empty to have it asked for
   */
  Setup setup(InstanceLayout instance, Optional<ZoneMetadata> metadata);

  /** Hooks this program into that zone. */
  Attach attach(InstanceLayout instance);

  /** Looks whether that instance is well. */
  CheckHealth checkHealth(InstanceLayout instance);

  /** Changes the configuration of that instance. */
  ChangeConfig changeConfig(InstanceLayout instance);

  /** Has the configuration of that instance edited. */
  EditConfig editConfig(InstanceLayout instance);

  /** Hands rotated logs of that instance over. */
  LinkRotated linkRotated(InstanceLayout instance);

  /** Uploads logs of that instance. */
  UploadLogs uploadLogs(InstanceLayout instance);

  /** Shows logs of that instance. */
  ShowLog showLog(InstanceLayout instance);

  /** Verifies the backup, or the local trees, of that instance. */
  Verify verify(InstanceLayout instance);
}
