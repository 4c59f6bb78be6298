/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * A service in the hands of its supervisor: it runs while it is enabled, unless it could not be
 * started, and then waits in maintenance.
 */
final class SupervisedService {

  private final ServiceFiles files;
  private final Optional<ZoneService> program;
  private final Clock clock;
  private Optional<Closeable> running = Optional.empty();
  private volatile ServiceReport report;
  private ServiceState state;
  private Optional<Boolean> untilBoot = Optional.empty();

  /**
   * Takes a service that does not run.
   *
   * @param program what it runs; empty for one that is only ever said to run
   */
  SupervisedService(ServiceFiles files, Optional<ZoneService> program, Clock clock)
      throws IOException {
    this.files = files;
    this.program = program;
    this.clock = clock;
    this.state = isWanted() ? ServiceState.OFFLINE : ServiceState.DISABLED;
    become(state, "");
  }

  ServiceState state() {
    return state;
  }

  /** Returns how it is; may be asked by any thread at any time. */
  ServiceReport report() {
    return report;
  }

  private boolean isWanted() throws IOException {
    return untilBoot.isPresent() ? untilBoot.get() : files.enabled();
  }

  /**
   * Enables or disables it, and starts or stops it accordingly.
   *
   * @param temporary for this boot only
   */
  void want(boolean enabled, boolean temporary) throws IOException {
    if (temporary) {
      untilBoot = Optional.of(enabled);
    } else {
      untilBoot = Optional.empty();
      files.enable(enabled);
    }
    files.logLine(enabled ? "Enabled." : "Disabled.", clock.instant());
    follow();
  }

  /** Does what is wanted of it: starts it, or stops it. One in maintenance stays there. */
  void follow() throws IOException {
    if (!isWanted()) {
      stop(ServiceState.DISABLED);
    } else if (state == ServiceState.DISABLED || state == ServiceState.OFFLINE) {
      start();
    }
  }

  /** Says that it is about to change, before it does. */
  void announce(String verb) throws IOException {
    boolean changes =
        switch (verb) {
          case "enable" -> state == ServiceState.DISABLED || state == ServiceState.OFFLINE;
          case "import" -> state == ServiceState.OFFLINE;
          case "disable" -> state != ServiceState.DISABLED;
          case "restart", "refresh" -> state == ServiceState.ONLINE;
          case "clear" -> state == ServiceState.MAINTENANCE;
          default -> false;
        };
    if (changes) {
      files.changing(state);
    }
  }

  /** Stops and starts it if it runs; one that does not is left alone. */
  void restart() throws IOException {
    if (state == ServiceState.ONLINE) {
      stop(ServiceState.OFFLINE);
      start();
    }
  }

  /** Starts it if it is in maintenance. */
  void clear() throws IOException {
    if (state == ServiceState.MAINTENANCE) {
      files.logLine("Leaving maintenance because clear requested.", clock.instant());
      become(ServiceState.OFFLINE, "");
      follow();
    }
  }

  /** Puts it where nobody but a clear gets it out. */
  void fail(String reason) throws IOException {
    files.logLine("Method failed: " + reason, clock.instant());
    become(ServiceState.MAINTENANCE, reason);
  }

  /** Stops it as the zone does when it halts: it comes back at the next boot if it is enabled. */
  void halt() throws IOException {
    stop(files.enabled() ? ServiceState.OFFLINE : ServiceState.DISABLED);
    untilBoot = Optional.empty();
  }

  private void start() throws IOException {
    files.changing(ServiceState.OFFLINE);
    files.logLine("Executing start method.", clock.instant());
    try {
      if (program.isPresent()) {
        running = Optional.of(program.get().start(files.log()));
      }
    } catch (IOException | RuntimeException failure) {
      fail(String.valueOf(failure.getMessage()));
      return;
    }
    files.logLine("Method \"start\" exited with status 0.", clock.instant());
    become(ServiceState.ONLINE, "");
  }

  private void stop(ServiceState after) throws IOException {
    if (running.isPresent()) {
      files.changing(ServiceState.ONLINE);
      files.logLine("Stopping.", clock.instant());
      Closeable stopped = running.get();
      running = Optional.empty();
      try {
        stopped.close();
      } catch (IOException | RuntimeException failure) {
        files.logLine("Stop method failed: " + failure.getMessage(), clock.instant());
      }
    }
    if (state != after) {
      become(after, "");
    }
  }

  private void become(ServiceState next, String reason) throws IOException {
    state = next;
    files.state(next, reason, clock.instant());
    report = new ServiceReport(files.name(), next.word(), reason);
  }
}
