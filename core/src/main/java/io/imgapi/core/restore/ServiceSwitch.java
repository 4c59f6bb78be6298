/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.config.ServiceAddress;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.host.ServiceState;
import io.imgapi.core.service.ServiceStart;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Stops the image service for the moment in which manifests are placed, and sees it come up again.
 */
final class ServiceSwitch {
  private static final Duration ONE_PING = Duration.ofSeconds(5);
  private final ServiceManager services;
  private final ServicePing ping;
  private final Clock clock;
  private final Sleeper sleeper;

  ServiceSwitch(ServiceManager services, ServicePing ping, Clock clock, Sleeper sleeper) {
    this.services = services;
    this.ping = ping;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Whether there is a service to stop; says so once where there is none. */
  boolean isThere(Events events) {
    ServiceState state = services.state();
    if (state == ServiceState.NO_SERVICE_CONTROL || state == ServiceState.NO_SUCH_SERVICE) {
      events.notice(
          Events.Level.INFO,
          "no imgapi service is managed on this machine; stopping, starting and ping are skipped");
      return false;
    }
    return true;
  }

  void stop() {
    services.disablePersistently();
  }

  /** Starts the service and waits until it answers. */
  void start(ServiceAddress address) {
    ServicePing.Answer answer = new ServiceStart(services, ping, clock, sleeper).start(address);
    if (answer.kind() != ServicePing.Kind.PONG) {
      throw ImgapiException.of(
              ExitCode.FAILED,
              "the data is in place, but the service does not answer: " + answer.kind())
          .with("address", address.host() + ":" + address.port())
          .with("answer", answer.detail())
          .remedy("look at: svcs -x imgapi; then run: imgapi restore");
    }
  }

  /**
   * Sees whether the service shows what was restored. One image is enough; that it shows none of
   * several is worth a look, but no failure, since images may be private or disabled.
   */
  void readBack(ServiceAddress address, List<UUID> images, Events events) {
    String last = "";
    for (UUID image : images) {
      ServicePing.Answer answer = ping.image(address.host(), address.port(), image, ONE_PING);
      if (answer.kind() == ServicePing.Kind.PONG) {
        return;
      }
      last = image + ": " + answer.kind() + " " + answer.detail();
    }
    if (!images.isEmpty()) {
      events.notice(
          Events.Level.WARN,
          "the service answers, but shows none of "
              + images.size()
              + " restored images, the last one "
              + last);
    }
  }
}
