/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.host.ServicePing.Kind;
import io.imgapi.core.host.ServiceState;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Restarts the service, which reads its key when it starts, and sees it come up. */
final class ServiceProof {
  private static final Duration COMES_UP = Duration.ofSeconds(60);
  private static final Duration ONE_PING = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private final ServiceManager services;
  private final ServicePing ping;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Events events;

  ServiceProof(
      ServiceManager services, ServicePing ping, Clock clock, Sleeper sleeper, Events events) {
    this.services = services;
    this.ping = ping;
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
  }

  /**
   * Restarts it, out of maintenance too; does nothing where no service is managed.
   *
   * @param address where it is configured to listen
   * @throws ImgapiException {@code FAILED} where it is not online and answering within a minute
   */
  void restart(ServiceAddress address) {
    if (!isManaged()) {
      events.notice(
          Events.Level.INFO,
          "no imgapi service is managed on this machine; restart and ping are skipped");
      return;
    }
    if (services.state() != ServiceState.MAINTENANCE) {
      services.disableForNow();
    }
    services.enable();
    Instant deadline = clock.instant().plus(COMES_UP);
    while (true) {
      ServiceState state = services.state();
      ServicePing.Answer answer = ping.ping(address.host(), address.port(), ONE_PING);
      if (state == ServiceState.ONLINE && answer.kind() == Kind.PONG) {
        return;
      }
      if (state == ServiceState.MAINTENANCE || !clock.instant().isBefore(deadline)) {
        throw ImgapiException.of(ExitCode.FAILED, "the service does not come up")
            .with("state", state.name())
            .with("address", address.host() + ":" + address.port())
            .with("ping", answer.kind() + " " + answer.detail())
            .remedy("see: svcs -x imgapi");
      }
      sleeper.pause(BETWEEN);
    }
  }

  private boolean isManaged() {
    ServiceState state = services.state();
    return state != ServiceState.NO_SERVICE_CONTROL && state != ServiceState.NO_SUCH_SERVICE;
  }
}
