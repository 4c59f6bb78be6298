/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the checks look: all they learn of the machine comes through its port.
 *
 * @param clock of this program; over SSH too, ages are told by it
 */
record Scene(InstanceLayout layout, Host host, ZonePrograms programs, Clock clock) {
  private static final int LARGEST = 4 << 20;

  HostFiles files() {
    return host.files();
  }

  Instant now() {
    return clock.instant();
  }

  /** A small file's content; empty where there is none. */
  Optional<byte[]> read(Path file) {
    return files().read(file, LARGEST);
  }

  /** The same as text. */
  Optional<String> text(Path file) {
    return read(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Runs a program of the zone that only answers questions.
   *
   * @return empty where there is no such program
   * @throws ImgapiException where it does not end
   */
  Optional<Host.Exited> ask(Duration limit, String... arguments) {
    Host.Result result = host.run(Host.Command.of(limit, arguments));
    if (result instanceof Host.Exited exited) {
      return Optional.of(exited);
    }
    if (result instanceof Host.TimedOut) {
      throw ImgapiException.of(
              ExitCode.FAILED, "timed out after " + Words.of(limit) + ": " + arguments[0])
          .remedy("try: " + String.join(" ", arguments));
    }
    return Optional.empty();
  }
}
