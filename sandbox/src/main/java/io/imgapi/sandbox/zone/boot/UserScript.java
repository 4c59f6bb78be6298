/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.effect.Launcher;
import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a zone runs at every boot: the set-up where its root disk has not had one, then what has to
 * be done each time: operator-scripts.md 7.1.
 */
final class UserScript {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int TAIL_LINES = 12;

  private final List<String> program;
  private final Launcher launcher;

  /**
   * Takes the program that sets zones up.
   *
   * @param program the {@code imgapi} command, with what goes before its own arguments
   */
  UserScript(List<String> program, Launcher launcher) {
    this.program = List.copyOf(program);
    this.launcher = launcher;
  }

  /** Returns whether the zone's root disk has been set up. */
  static boolean hasRun(ZonePlace place) {
    return Files.exists(sentinel(place));
  }

  /** Makes the zone take its root disk for one that has been set up. */
  static void skip(ZonePlace place) throws IOException {
    if (!hasRun(place)) {
      Files.createFile(sentinel(place));
    }
  }

  private static Path sentinel(ZonePlace place) {
    return place.at("/var/svc/.ran-user-script");
  }

  /**
   * Runs it.
   *
   * @return whether the zone was set up by this run
   * @throws SandboxException when it fails; the next boot tries again what was not done
   */
  boolean run(ZonePlace place, String alias) {
    try {
      boolean fresh = !hasRun(place);
      if (fresh) {
        step(place, alias, "set-up", List.of("setup", "--root", place.root().toString()));
        skip(place);
      } else {
        step(
            place,
            alias,
            "configuration at boot",
            List.of("setup", "--root", place.root().toString(), "--boot"));
      }
      return fresh;
    } catch (IOException failure) {
      throw failed("zone " + alias + " cannot be set up: " + failure, alias, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed("the set-up of zone " + alias + " was interrupted", alias, interrupted);
    }
  }

  private void step(ZonePlace place, String alias, String what, List<String> arguments)
      throws IOException, InterruptedException {
    if (program.isEmpty()) {
      throw new SandboxException(
          SandboxException.Reason.ZONE_FAILED,
          "zone " + alias + " cannot be set up: this sandbox knows no imgapi program",
          "start the sandbox with: imgapi sandbox start");
    }
    Path log = place.at("/var/log/setup.log");
    Files.createDirectories(log.getParent());
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    int status = launcher.run(command, Map.of("HOME", place.at("/root").toString()), log, LIMIT);
    if (status == 0) {
      return;
    }
    String how =
        status == Launcher.TIMED_OUT
            ? "did not end within " + LIMIT.toSeconds() + " s"
            : "ended with status " + status;
    throw failed("the " + what + " of zone " + alias + " " + how + tail(log), alias, null);
  }

  private static SandboxException failed(String message, String alias, Exception cause) {
    return new SandboxException(
        SandboxException.Reason.ZONE_FAILED,
        message,
        "see /var/log/setup.log in the zone; to try again: imgapi sandbox zone reboot " + alias,
        cause);
  }

  private static String tail(Path log) throws IOException {
    List<String> lines =
        Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8).lines().toList() : List.of();
    return lines.isEmpty()
        ? ""
        : ":\n"
            + String.join(
                "\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
