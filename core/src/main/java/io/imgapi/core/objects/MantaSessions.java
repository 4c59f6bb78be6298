/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.store.MantaConnector;
import io.imgapi.core.time.Sleeper;
import io.imgapi.manta.RetryPolicy;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Opens Manta for an operator: with the instance's credentials, or with those of the environment
 * where there is no instance or where they are asked for.
 */
public final class MantaSessions {
  /** Somebody sits and waits: a dead Manta is named within seconds. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(
          4,
          Duration.ofSeconds(20),
          Duration.ofMillis(300),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10));

  private static final int CONNECTIONS = 10;
  private final ConfigReader reader;
  private final EnvironmentAccess environment;
  private final Events events;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * Sessions of one machine.
   *
   * @param variables the environment
   * @param events gets the client's warnings
   * @param sleeper waits between two attempts
   */
  public MantaSessions(
      ConfigReader reader,
      Map<String, String> variables,
      Events events,
      Clock clock,
      Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.reader = reader;
    this.environment = new EnvironmentAccess(Map.copyOf(variables));
    this.events = events;
  }

  /**
   * Opens a session; asks nothing of Manta yet. The caller closes it.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where there are no credentials or they cannot be
   *     used
   */
  public MantaSession open(AccessRequest request) {
    // Only a file that is certainly not there gives way: one that may not be looked at is a
    // failure, or the calls would go to another account than the one that is meant.
    boolean noInstance = !request.configNamed() && Files.notExists(request.configFile());
    return request.environment() || noInstance ? fromEnvironment(request) : fromInstance(request);
  }

  private MantaSession fromInstance(AccessRequest request) {
    ImgapiConfig config = reader.read(request.configFile());
    MantaSettings settings = config.requireManta();
    Access access =
        new Access(
            "the instance's configuration " + request.configFile(),
            settings,
            Optional.of(settings.layout().backup()));
    MantaConnector connector = new MantaConnector(request.instance(), events, clock, sleeper);
    return new MantaSession(connector.client(settings, CONNECTIONS, RETRIES), access);
  }

  private MantaSession fromEnvironment(AccessRequest request) {
    if (!environment.missing().isEmpty()) {
      ImgapiException failure =
          ImgapiException.of(
              ExitCode.CONFIG_INVALID,
              "there are no credentials for Manta: not in the environment: "
                  + environment.missing());
      throw request.environment()
          ? failure.remedy("set these variables, or leave --env out")
          : failure
              .with("no instance", request.configFile() + " is not there")
              .remedy("name the instance with --root DIR or -f FILE, or set these variables");
    }
    Access access = environment.read();
    MantaConnector connector = new MantaConnector(request.instance(), events, clock, sleeper);
    try {
      return new MantaSession(
          connector.client(access.settings(), environment.signer(), CONNECTIONS, RETRIES), access);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "MANTA_URL or MANTA_USER is none that can be used")
          .with("MANTA_URL", access.settings().shownUrl())
          .with("MANTA_USER", access.settings().user())
          .with("credentials", access.source())
          .remedy("correct it, for example: export MANTA_URL=https://manta.example.com");
    }
  }
}
