/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.demo;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.ZoneRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A zone that was restored and backed up, in a sandbox of its own, for work on it.
 *
 * @param typist brings the zone into that state
 * @param program how this program is started as a process; the zone is set up with it
 */
public record HealthyZone(Typist typist, List<String> program) {

  public HealthyZone {
    program = List.copyOf(program);
  }

  /**
   * Hands the zone's root to {@code work}; the sandbox ends with it.
   *
   * @param directory what the sandbox fills
   */
  public void during(Path directory, Consumer<String> work) {
    try (Sandbox sandbox =
        Sandbox.start(SandboxOptions.inDirectory(directory).withProgram(program))) {
      ZoneReport zone = sandbox.runtime().boot(ZoneRequest.of("images0"));
      typist.type(Optional.empty(), "restore", "-y", "--new-repo", "--root", zone.root());
      typist.type(Optional.empty(), "backup", "-y", "--root", zone.root());
      work.accept(zone.root());
    }
  }
}
