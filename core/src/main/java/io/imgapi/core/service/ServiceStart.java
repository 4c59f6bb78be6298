/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.service;

import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.host.ServicePing.Answer;
import io.imgapi.core.host.ServicePing.Kind;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Starts the image service and waits until it answers; "online" does not mean that it listens. */
public final class ServiceStart {
  private static final Duration COMES_UP = Duration.ofSeconds(60);
  private static final Duration ONE_PING = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private final ServiceManager services;
  private final ServicePing ping;
  private final Clock clock;
  private final Sleeper sleeper;

  public ServiceStart(ServiceManager services, ServicePing ping, Clock clock, Sleeper sleeper) {
    this.services = services;
    this.ping = ping;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Starts a service that is stopped.
   *
   * @param address where it is configured to listen
   * @return {@link Kind#PONG}, or the last answer that came within a minute
   * @throws io.imgapi.core.error.ImgapiException where the service control refuses
   */
  public Answer start(ServiceAddress address) {
    services.enable();
    Instant deadline = clock.instant().plus(COMES_UP);
    Answer answer = ping.ping(address.host(), address.port(), ONE_PING);
    while (answer.kind() != Kind.PONG && clock.instant().isBefore(deadline)) {
      sleeper.pause(BETWEEN);
      answer = ping.ping(address.host(), address.port(), ONE_PING);
    }
    return answer;
  }

  /** Stops the service, waits until it is stopped, and starts it; as {@link #start}. */
  public Answer restart(ServiceAddress address) {
    services.disablePersistently();
    return start(address);
  }
}
