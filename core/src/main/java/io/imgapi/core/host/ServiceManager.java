/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.Host.Result;
import io.imgapi.core.host.Host.TimedOut;
import java.time.Duration;
import java.util.Locale;

/**
 * Stops and starts a service through the zone's service control, and waits until that is done.
 * Where there is no service control every call says so and does nothing else.
 */
public final class ServiceManager {
  /** The image service. */
  public static final String IMGAPI = "imgapi";

  /** The TLS front end. */
  public static final String FRONT_END = "haproxy";

  private static final Duration ASK = Duration.ofSeconds(10);
  private static final Duration CHANGE = Duration.ofMinutes(2);

  private final Host host;
  private final ZonePrograms programs;
  private final String service;

  /** The image service's: works through {@code host} with the programs of one zone. */
  public ServiceManager(Host host, ZonePrograms programs) {
    this(host, programs, IMGAPI);
  }

  /** As the other, for another service of the zone. */
  public ServiceManager(Host host, ZonePrograms programs, String service) {
    this.host = host;
    this.programs = programs;
    this.service = service;
  }

  /** What became of a request. */
  public enum Outcome {
    DONE,
    NO_SERVICE_CONTROL
  }

  /** The state of the service at this moment; one that is changing counts as what it still is. */
  public ServiceState state() {
    Result result = host.run(Command.of(ASK, programs.svcs(), "-H", "-o", "state", service));
    if (result instanceof Host.NotFound) {
      return ServiceState.NO_SERVICE_CONTROL;
    }
    if (result instanceof Exited exited) {
      if (!exited.succeeded()) {
        return ServiceState.NO_SUCH_SERVICE;
      }
      String word = exited.out().strip().replace("*", "").toUpperCase(Locale.ROOT);
      for (ServiceState state : ServiceState.values()) {
        if (state.name().equals(word)) {
          return state;
        }
      }
    }
    throw failed("asking for the state of the service", result);
  }

  /** Stops the service so that it stays stopped, also over a restart of the zone. */
  public Outcome disablePersistently() {
    return change("stopping the service", "disable");
  }

  /** Stops the service; a restart of the zone starts it again, whatever became of us. */
  public Outcome disableForNow() {
    return run(
        "stopping the service", Command.of(CHANGE, programs.svcadm(), "disable", "-st", service));
  }

  /** Starts the service, out of maintenance too. */
  public Outcome enable() {
    if (state() == ServiceState.MAINTENANCE) {
      run("clearing the service", Command.of(CHANGE, programs.svcadm(), "clear", service));
    }
    return change("starting the service", "enable");
  }

  /** Stops and starts it. */
  public Outcome restart() {
    Outcome stopped = change("stopping the service", "disable");
    return stopped == Outcome.DONE ? enable() : stopped;
  }

  private Outcome change(String doing, String verb) {
    return run(doing, Command.of(CHANGE, programs.svcadm(), verb, "-s", service));
  }

  private Outcome run(String doing, Command command) {
    Result result = host.run(command);
    if (result instanceof Host.NotFound) {
      return Outcome.NO_SERVICE_CONTROL;
    }
    if (result instanceof Exited exited && exited.succeeded()) {
      return Outcome.DONE;
    }
    throw failed(doing, result);
  }

  private ImgapiException failed(String doing, Result result) {
    if (result instanceof TimedOut timedOut) {
      return ImgapiException.of(
              ExitCode.FAILED, doing + " took longer than " + timedOut.limit().toSeconds() + " s")
          .remedy("see: svcs -x " + service);
    }
    ImgapiException failure =
        ImgapiException.of(ExitCode.FAILED, doing + " failed").remedy("see: svcs -x " + service);
    return result instanceof Exited exited
        ? failure
            .with("status", String.valueOf(exited.status()))
            .with("answer", (exited.err() + exited.out()).strip())
        : failure;
  }
}
