/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.provision.ReprovisionPlan;
import io.imgapi.core.provision.ZoneWork;
import io.imgapi.core.ssh.SshLogin;
import java.nio.file.Path;
import java.time.Duration;

/** The ways to be sure that nothing is lost with an instance's root. */
public interface BackupProofs {

  /**
   * What is done in the zone itself.
   *
   * @param root below which the instance lies there
   */
  ZoneWork inZone(SshLogin zone, Path root, Duration backupLimit, Events events);

  /**
   * Makes sure that the newest snapshot in Manta is fresh.
   *
   * @throws ImgapiException {@code REFUSED} where it is not, or nobody can look
   */
  void requireSnapshot(ReprovisionPlan plan, Duration most);
}
