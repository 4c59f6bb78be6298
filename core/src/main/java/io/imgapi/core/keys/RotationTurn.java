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
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.Creation;
import io.imgapi.core.host.PartFile;
import io.imgapi.core.run.RunLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One at a time works on a rotation. On the instance's own machine the kernel sees to that; a file
 * says so to those who come over SSH, and they to one another. Theirs counts for ten minutes after
 * it was {@link #renew}ed, because nobody can see from here whether they still live.
 */
final class RotationTurn implements AutoCloseable {
  private static final Duration COUNTS = Duration.ofMinutes(10);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST = 4096;
  private static final int DIRECTORY = 0755;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Host host;
  private final Path file;
  private final boolean here;
  private final String token;
  private final Clock clock;
  private final Optional<RunLock> lock;

  private RotationTurn(
      Host host, Path file, boolean here, String token, Clock clock, Optional<RunLock> lock) {
    this.host = host;
    this.file = file;
    this.here = here;
    this.token = token;
    this.clock = clock;
    this.lock = lock;
  }

  /**
   * Takes the turn.
   *
   * @param run directory of the run records
   * @param here whether that is this machine's
   * @param token of this run, never the same twice
   * @throws ImgapiException {@code LOCKED} where another has it
   */
  static RotationTurn take(Host host, Path run, boolean here, String token, Clock clock) {
    String holder = "imgapi rotate-key, pid " + pid() + ", since " + clock.instant();
    Optional<RunLock> lock =
        here ? Optional.of(RunLock.take(run, "rotate.lock", holder)) : Optional.empty();
    RotationTurn turn =
        new RotationTurn(host, run.resolve("rotate.turn"), here, token, clock, lock);
    boolean taken = false;
    try {
      turn.claim();
      taken = true;
      return turn;
    } finally {
      if (!taken) {
        lock.ifPresent(RunLock::close);
      }
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private void claim() {
    HostFiles files = host.files();
    files.makeDirectories(
        file.getParent(), new Access(DIRECTORY, OptionalInt.empty(), OptionalInt.empty()));
    if (files.create(file, content(), Access.open()) == Creation.CREATED) {
      return;
    }
    JsonNode other = read();
    if (counts(other)) {
      throw taken(other);
    }
    files.delete(file);
    if (files.create(file, content(), Access.open()) == Creation.EXISTS) {
      throw taken(read());
    }
  }

  /** Says that we are still at it; notices where somebody took over. */
  void renew() {
    JsonNode now = read();
    if (!now.path("token").asText().equals(token)) {
      throw taken(now);
    }
    new PartFile(host.files()).put(file, content(), Access.open());
  }

  private boolean counts(JsonNode other) {
    boolean local = other.path("here").asBoolean();
    if (local) {
      // Ours is the kernel's lock: whoever is named there has ended.
      return !here && lives(other.path("pid").asText());
    }
    try {
      Instant renewed = Instant.parse(other.path("renewed").asText());
      return clock.instant().isBefore(renewed.plus(COUNTS));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean lives(String pid) {
    return pid.matches("\\d+")
        && host.run(Command.of(LIMIT, "ps", "-o", "comm=", "-p", pid)) instanceof Exited exited
        && exited.succeeded()
        && exited.out().contains("java");
  }

  private byte[] content() {
    return JSON.createObjectNode()
        .put("token", token)
        .put("here", here)
        .put("pid", pid())
        .put("renewed", clock.instant().toString())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode read() {
    try {
      return JSON.readTree(host.files().read(file, LONGEST).orElse(new byte[0]));
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  private ImgapiException taken(JsonNode other) {
    return ImgapiException.of(
            ExitCode.LOCKED,
            other.path("here").asBoolean()
                ? "another imgapi rotate-key is at work there, pid " + other.path("pid").asText()
                : "another imgapi rotate-key is at work over SSH")
        .with("turn", file.toString())
        .with("renewed", other.path("renewed").asText())
        .remedy("wait for it to end; one that was killed counts for ten minutes more");
  }

  @Override
  public void close() {
    try {
      if (read().path("token").asText().equals(token)) {
        new PartFile(host.files()).clear(file);
      }
    } finally {
      lock.ifPresent(RunLock::close);
    }
  }
}
