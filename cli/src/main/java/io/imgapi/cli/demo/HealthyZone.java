/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.demo;

import io.imgapi.core.host.Host;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.ZoneRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A zone that was restored and backed up, in a sandbox of its own, for a command beside it.
 *
 * @param typist brings the zone into that state
 * @param program how this program is started as a process; the zone is set up with it
 * @param host runs the command
 */
public record HealthyZone(Typist typist, List<String> program, Host host) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public HealthyZone {
    program = List.copyOf(program);
  }

  /**
   * Runs {@code command} with the zone's root as its last word; the sandbox ends with it.
   *
   * @param directory what the sandbox fills
   * @return whether it succeeded
   */
  public boolean runBeside(Path directory, List<String> command) {
    try (Sandbox sandbox =
        Sandbox.start(SandboxOptions.inDirectory(directory).withProgram(program))) {
      ZoneReport zone = sandbox.runtime().boot(ZoneRequest.of("images0"));
      typist.type(Optional.empty(), "restore", "-y", "--new-repo", "--root", zone.root());
      typist.type(Optional.empty(), "backup", "-y", "--root", zone.root());
      List<String> words = new ArrayList<>(command);
      words.add(zone.root());
      return host.run(Host.Command.of(LIMIT, words.toArray(String[]::new)))
              instanceof Host.Exited exited
          && exited.succeeded();
    }
  }
}
