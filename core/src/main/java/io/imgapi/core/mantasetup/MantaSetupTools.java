/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.registration.KeyWait;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What a set-up works with.
 *
 * @param triton the data centre, closed by the caller
 * @param probe asks Manta
 * @param files of this machine
 * @param keepIn directory for what was configured before
 * @param keyWait how long Manta is asked whether it accepts the key
 * @param follow how long the zones may take to follow SAPI
 * @param command what to type to do the same again
 * @param typed options that say how the data centre is reached, as they were typed; empty or
 *     beginning with a space
 */
public record MantaSetupTools(
    TritonAccess triton,
    AccessProbe probe,
    HostFiles files,
    Path keepIn,
    KeyWait keyWait,
    Duration follow,
    String command,
    String typed,
    Clock clock,
    Sleeper sleeper,
    Events events) {

  /** What to type to go back to what a file has kept. */
  String back(Path kept) {
    return "imgapi manta-setup --back " + kept + typed;
  }
}
