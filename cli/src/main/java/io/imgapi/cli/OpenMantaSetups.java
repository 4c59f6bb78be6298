/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.Datacenters;
import io.imgapi.cli.command.MantaSetups;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.mantasetup.MantaSetupTools;
import io.imgapi.core.mantasetup.SetUpManta;
import io.imgapi.core.registration.KeyWait;
import io.imgapi.core.registration.Registrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Set-ups that keep what was before on this machine. */
record OpenMantaSetups(Datacenters datacenters, HostFiles files, Surroundings surroundings)
    implements MantaSetups {
  @Override
  public SetUpManta of(
      TritonAccess triton,
      Optional<Path> keepIn,
      KeyWait keyWait,
      Duration follow,
      String command,
      String typed,
      Events events) {
    Path home = Path.of("/").resolve(surroundings.environment().getOrDefault("HOME", "root"));
    return new SetUpManta(
        new MantaSetupTools(
            triton,
            new Registrations(
                    surroundings.clock(),
                    surroundings.sleeper(),
                    surroundings.environment(),
                    events)
                .probe(triton),
            files,
            keepIn.map(Path::toAbsolutePath).orElse(home.resolve(".imgapi")),
            keyWait,
            follow,
            command,
            typed,
            surroundings.clock(),
            surroundings.sleeper(),
            events));
  }
}
