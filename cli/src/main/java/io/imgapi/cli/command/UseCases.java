/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.attach.Attach;
import io.imgapi.core.authkeys.ChangeAuthKeys;
import io.imgapi.core.authkeys.ListAuthKeys;
import io.imgapi.core.authkeys.ReloadAuthKeys;
import io.imgapi.core.backup.Backup;
import io.imgapi.core.certificate.InstallCertificate;
import io.imgapi.core.certificate.ShowCertificate;
import io.imgapi.core.configedit.ChangeConfig;
import io.imgapi.core.configedit.EditConfig;
import io.imgapi.core.health.CheckHealth;
import io.imgapi.core.history.ForgetImage;
import io.imgapi.core.history.PruneArea;
import io.imgapi.core.history.ReportSnapshots;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.keys.RotateKey;
import io.imgapi.core.logs.LinkRotated;
import io.imgapi.core.logs.ShowLog;
import io.imgapi.core.logs.UploadLogs;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreElsewhere;
import io.imgapi.core.setup.Setup;
import io.imgapi.core.verify.Verify;
import io.imgapi.core.zoneconfig.RestoreConfig;
import java.util.Map;
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

  /**
   * Looks whether an instance is well.
   *
   * @param host the machine on which it lies
   */
  CheckHealth checkHealth(InstanceLayout instance, Host host);

  /**
   * Gives that instance a new key.
   *
   * @param host its machine
   * @param here whether that is this one
   */
  RotateKey rotateKey(InstanceLayout instance, Host host, boolean here);

  /** Changes the configuration of that instance. */
  ChangeConfig changeConfig(InstanceLayout instance);

  /** Has the configuration of that instance edited. */
  EditConfig editConfig(InstanceLayout instance);

  /** Hands rotated logs of that instance over. */
  LinkRotated linkRotated(InstanceLayout instance);

  /** Uploads logs of that instance. */
  UploadLogs uploadLogs(InstanceLayout instance);

  /**
   * Shows logs of an instance.
   *
   * @param host the machine on which it lies
   */
  ShowLog showLog(InstanceLayout instance, Host host);

  /** Shows who may sign requests to that instance. */
  ListAuthKeys listAuthKeys(InstanceLayout instance);

  /** Changes who may sign requests to that instance. */
  ChangeAuthKeys changeAuthKeys(InstanceLayout instance);

  /** Has that instance's service read its key files again. */
  ReloadAuthKeys reloadAuthKeys(InstanceLayout instance);

  /** Shows that instance's certificate. */
  ShowCertificate showCertificate(InstanceLayout instance);

  /**
   * Replaces that instance's certificate.
   *
   * @param environment may name the port of the TLS front end
   */
  InstallCertificate installCertificate(InstanceLayout instance, Map<String, String> environment);

  /** Verifies the backup, or the local trees, of that instance. */
  Verify verify(InstanceLayout instance);
}
