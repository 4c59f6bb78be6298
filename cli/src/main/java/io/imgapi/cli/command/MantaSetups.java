/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.mantasetup.SetUpManta;
import io.imgapi.core.registration.KeyWait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes set-ups of a data centre's Manta. */
public interface MantaSetups {

  /** Opens data centres. */
  Datacenters datacenters();

  /**
   * A set-up.
   *
   * @param keepIn directory for what was configured before; empty: the usual one
   * @param command what to type to do the same again
   * @param typed options that say how the data centre is reached, as they were typed
   */
  SetUpManta of(
      TritonAccess triton,
      Optional<Path> keepIn,
      KeyWait keyWait,
      Duration follow,
      String command,
      String typed,
      Events events);
}
