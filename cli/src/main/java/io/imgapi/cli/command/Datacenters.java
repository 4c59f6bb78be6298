/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.datacenter.DatacenterRequest;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.registration.CloudapiLogin;
import io.imgapi.core.registration.KeyRegistration;
import io.imgapi.core.ssh.SshLogin;
import java.util.Optional;
import java.util.UUID;

/** Opens data centres, and ways to put keys on accounts, for commands. */
public interface Datacenters {

  /**
   * Opens a data centre; to be closed by the caller.
   *
   * @param headnode where connections begin; empty for this machine
   */
  TritonAccess open(DatacenterRequest request, Optional<SshLogin> headnode);

  /** The operator's way to accounts; to be closed by the caller. */
  KeyRegistration registration(TritonAccess triton, Events events);

  /**
   * An account's own way; to be closed by the caller.
   *
   * @param headnode where connections begin; empty for this machine
   */
  KeyRegistration registration(CloudapiLogin login, Optional<SshLogin> headnode, Events events);

  /** A uuid that nobody has. */
  UUID freshUuid();
}
