/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.ssh.SshLogin;
import java.util.Optional;
import java.util.UUID;

/** Opens data centres for commands. */
public interface Datacenters {

  /**
   * Opens one; to be closed by the caller.
   *
   * @param headnode where connections begin; empty for this machine
   */
  TritonAccess open(DatacenterRequest request, Optional<SshLogin> headnode);

  /** A uuid that nobody has. */
  UUID freshUuid();
}
