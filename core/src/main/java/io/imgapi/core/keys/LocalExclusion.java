/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine's own lock. A backup that holds it is asked to stop, which it may at any object: the
 * next one goes on from there.
 */
public final class LocalExclusion implements Exclusion {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);
  private static final Pattern BACKUP = Pattern.compile("imgapi backup, pid (\\d+), since");
  private final Path run;
  private final Host host;
  private final Events events;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * The lock of this machine.
   *
   * @param run directory of the lock
   */
  public LocalExclusion(Path run, Host host, Events events, Clock clock, Sleeper sleeper) {
    this.run = run;
    this.host = host;
    this.events = events;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public Held take(RotationRequest request) {
    Instant deadline =
        clock.instant().plus(request.waitForBackup() ? request.timeout() : STOPS_WITHIN);
    Optional<Long> asked = Optional.empty();
    while (true) {
      try {
        return both();
      } catch (ImgapiException e) {
        OptionalLong backup = backup(e);
        boolean patient = request.waitForBackup() || backup.isPresent();
        if (e.code() != ExitCode.LOCKED || !patient || !clock.instant().isBefore(deadline)) {
          throw e.remedy("wait for it to end, then go on: " + request.toResume());
        }
        if (!request.waitForBackup() && !asked.equals(Optional.of(backup.getAsLong()))) {
          asked = Optional.of(backup.getAsLong());
          stop(backup.getAsLong());
        }
      }
      sleeper.pause(BETWEEN);
    }
  }

  /** Backups and their like have one lock, changes of the configuration another. */
  private Held both() {
    RunLock runs = RunLock.take(run, holder());
    try {
      RunLock changes = RunLock.take(run, "config.lock", holder());
      return () -> {
        changes.close();
        runs.close();
      };
    } catch (ImgapiException e) {
      runs.close();
      throw e;
    }
  }

  private String holder() {
    return "imgapi rotate-key, pid " + ProcessHandle.current().pid() + ", since " + clock.instant();
  }

  /**
   * The process that holds the lock, where it is a backup. The lock's file names its holder as long
   * as it is held, and the kernel says that it is: so this is nobody else's process.
   */
  private static OptionalLong backup(ImgapiException locked) {
    Matcher holder = BACKUP.matcher(locked.getMessage());
    return holder.find() ? OptionalLong.of(Long.parseLong(holder.group(1))) : OptionalLong.empty();
  }

  private void stop(long pid) {
    events.notice(
        Events.Level.INFO,
        "a backup is running (pid " + pid + "); it is asked to stop, and can go on later");
    host.run(Command.of(LIMIT, "kill", "-TERM", String.valueOf(pid)));
  }
}
