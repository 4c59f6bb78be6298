/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.time.Sleeper;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaClientBuilder;
import io.imgapi.manta.MantaObserver;
import io.imgapi.manta.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Connects to Manta as settings say. Whichever key is used, it signs every request. */
public final class MantaConnector implements StoreConnector {
  /** One call is tried for about a minute; whole runs give up by themselves. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(
          8,
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  private final KeySource keys;
  private final Events events;
  private final Clock clock;
  private final Sleeper sleeper;

  private MantaConnector(KeySource keys, Events events, Clock clock, Sleeper sleeper) {
    this.keys = keys;
    this.events = events;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * A connector for one instance, with the instance's own key.
   *
   * @param events gets the client's warnings
   * @param sleeper waits between two attempts
   */
  public static MantaConnector ofInstance(
      InstanceLayout layout, Events events, Clock clock, Sleeper sleeper) {
    return new MantaConnector(new InstanceKeys(layout), events, clock, sleeper);
  }

  /**
   * A connector for a person, who has keys in an agent or in {@code ~/.ssh}.
   *
   * @param environment variables; {@code HOME} and {@code SSH_AUTH_SOCK} count
   * @param events gets the client's warnings
   * @param sleeper waits between two attempts
   */
  public static MantaConnector ofPerson(
      Map<String, String> environment, Events events, Clock clock, Sleeper sleeper) {
    return new MantaConnector(new PersonalKeys(environment), events, clock, sleeper);
  }

  @Override
  public ObjectStore connect(MantaSettings settings, int parallel) {
    String[] user = settings.user().split("/", 2);
    try {
      MantaClientBuilder builder =
          MantaClient.builder()
              .url(settings.url())
              .account(user[0])
              .signer(keys.signer(settings))
              .insecure(settings.insecure())
              .maxConnections(parallel + 2)
              .retries(RETRIES)
              .clock(clock)
              .sleeper(sleeper::sleep)
              .observer(
                  new MantaObserver() {
                    @Override
                    public void warning(String message) {
                      events.notice(Events.Level.INFO, message);
                    }
                  });
      return new MantaStore((user.length > 1 ? builder.subuser(user[1]) : builder).build());
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "Manta cannot be reached as configured: " + e.getMessage())
          .with("manta.url", settings.url())
          .with("manta.user", settings.user())
          .remedy(
              "correct url and user where they are set: the configuration, or MANTA_URL and MANTA_USER");
    }
  }
}
