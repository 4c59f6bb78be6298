/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.store.MantaAccessProbe;
import io.imgapi.core.store.MantaConnector;
import io.imgapi.core.time.Sleeper;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.cloudapi.CloudapiClient;
import io.imgapi.triton.imgapi.Trust;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.net.SocketFactory;

/** Opens the ways to put keys on accounts. Nothing is connected before it is needed. */
public final class Registrations {
  private final Clock clock;
  private final Sleeper sleeper;
  private final Map<String, String> environment;
  private final Events events;

  /**
   * Opens with this time.
   *
   * @param environment where the agent and the home directory are named
   * @param events hears what happens
   */
  public Registrations(
      Clock clock, Sleeper sleeper, Map<String, String> environment, Events events) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.environment = Map.copyOf(environment);
    this.events = events;
  }

  /** The operator's way; the data centre is closed by whoever opened it. */
  public KeyRegistration operator(TritonAccess triton) {
    return new KeyRegistration(new OperatorAccounts(triton), probe(triton), clock, sleeper, events);
  }

  /** Asks Manta from where the data centre is reached. */
  public AccessProbe probe(TritonAccess triton) {
    return probe(
        triton.options().beginElsewhere()
            ? Optional.of(triton.options().sockets())
            : Optional.empty());
  }

  /**
   * The account's own way.
   *
   * @param host where connections begin
   * @param here whether that is this machine
   * @param requestId one for the whole command
   */
  public KeyRegistration account(CloudapiLogin login, Host host, boolean here, String requestId) {
    TritonOptions options =
        TritonOptions.of(requestId, clock, sleeper::sleep)
            .over(host.sockets())
            .trusting(login.insecure() ? Trust.ANYBODY : Trust.AUTHORITIES);
    return new KeyRegistration(
        new OwnAccount(
            new CloudapiClient(login.url(), AccountSigner.of(login, environment), options),
            login.account()),
        probe(here ? Optional.empty() : Optional.of(host.sockets())),
        clock,
        sleeper,
        events);
  }

  private AccessProbe probe(Optional<SocketFactory> elsewhere) {
    return new MantaAccessProbe(
        new MantaConnector(new InstanceLayout(Path.of("/")), events, clock, sleeper), elsewhere);
  }
}
