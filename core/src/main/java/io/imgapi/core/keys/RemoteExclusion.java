/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Another machine's lock cannot be taken from here. A backup that runs there is refused; from then
 * on the journal keeps others away.
 */
public final class RemoteExclusion implements Exclusion {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path run;
  private final Host host;

  /**
   * The runs of another machine.
   *
   * @param run directory of the run records there
   */
  public RemoteExclusion(Path run, Host host) {
    this.run = run;
    this.host = host;
  }

  @Override
  public Held take(RotationRequest request) {
    Path record = run.resolve("backup.json");
    JsonNode backup = host.files().read(record, LONGEST).map(this::parse).orElse(null);
    if (backup != null
        && backup.path("state").asText().equals("running")
        && lives(backup.path("pid").asText())) {
      throw ImgapiException.of(ExitCode.LOCKED, "a backup is running on " + host.name())
          .with("record", record.toString())
          .with("pid", backup.path("pid").asText())
          .remedy("wait for it to end, then go on: " + request.toResume());
    }
    return () -> {};
  }

  /** A record that makes no sense names no process. */
  private JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  private boolean lives(String pid) {
    return pid.matches("\\d+")
        && host.run(Command.of(LIMIT, "ps", "-o", "comm=", "-p", pid)) instanceof Exited exited
        && exited.succeeded()
        && exited.out().contains("java");
  }
}
