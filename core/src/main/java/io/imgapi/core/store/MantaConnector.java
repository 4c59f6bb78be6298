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
import io.imgapi.manta.key.KeyMismatchException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Connects to Manta as an instance's configuration says, with the instance's own key. */
public final class MantaConnector implements StoreConnector {
  /** One call is tried for about a minute; whole runs give up by themselves. */
  private static final RetryPolicy RETRIES =
      new RetryPolicy(
          8,
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30));

  private final InstanceLayout layout;
  private final Events events;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * A connector for one instance.
   *
   * @param events gets the client's warnings
   * @param sleeper waits between two attempts
   */
  public MantaConnector(InstanceLayout layout, Events events, Clock clock, Sleeper sleeper) {
    this.layout = layout;
    this.events = events;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public ObjectStore connect(MantaSettings settings, int parallel) {
    return new MantaStore(client(settings, parallel + 2, RETRIES));
  }

  /**
   * A client with the configuration's key; asks nothing of Manta yet. The caller closes it.
   *
   * @param connections most connections at the same time
   * @throws ImgapiException {@code CONFIG_INVALID} where address, user or key cannot be used
   */
  public MantaClient client(MantaSettings settings, int connections, RetryPolicy retries) {
    try {
      return client(settings, signer(settings), connections, retries);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "Manta cannot be reached as configured: " + e.getMessage())
          .with("manta.url", settings.shownUrl())
          .with("manta.user", settings.user())
          .remedy("correct the configuration, then run: imgapi config --check");
    }
  }

  /**
   * A client with a key from elsewhere; asks nothing of Manta yet. The caller closes it.
   *
   * @param connections most connections at the same time
   * @throws IllegalArgumentException where address or user cannot be used
   */
  public MantaClient client(
      MantaSettings settings, MantaSigner signer, int connections, RetryPolicy retries) {
    return describe(settings, signer, connections, retries).build();
  }

  MantaClientBuilder describe(
      MantaSettings settings, MantaSigner signer, int connections, RetryPolicy retries) {
    String[] user = settings.user().split("/", 2);
    MantaClientBuilder builder =
        MantaClient.builder()
            .url(settings.url())
            .account(user[0])
            .signer(signer)
            .insecure(settings.insecure())
            .maxConnections(connections)
            .retries(retries)
            .clock(clock)
            .sleeper(sleeper::sleep)
            .observer(
                new MantaObserver() {
                  @Override
                  public void warning(String message) {
                    events.notice(Events.Level.INFO, message);
                  }
                });
    return user.length > 1 ? builder.subuser(user[1]) : builder;
  }

  private MantaSigner signer(MantaSettings settings) {
    Path key = keyFile(settings.key());
    try {
      return MantaKeys.fromFile(key, settings.keyId(), PassphraseSource.none());
    } catch (MantaKeyException e) {
      throw unusable(e, key);
    }
  }

  static ImgapiException unusable(MantaKeyException e, Path key) {
    if (e instanceof KeyMismatchException mismatch) {
      return ImgapiException.of(
              ExitCode.CONFIG_INVALID, "manta.keyId is not the fingerprint of manta.key")
          .with("key", key.toString())
          .with("configured", mismatch.wanted())
          .with("fingerprint", mismatch.actual())
          .remedy("correct manta.key or manta.keyId in the configuration");
    }
    return ImgapiException.of(
            ExitCode.CONFIG_INVALID, "the key to Manta cannot be used: " + e.getMessage())
        .with("key", key.toString())
        .remedy(remedy(e.reason(), key));
  }

  private static String remedy(MantaKeyException.Reason reason, Path key) {
    return switch (reason) {
      case UNREADABLE -> "correct manta.key in the configuration, or the file's owner and mode";
      case PASSPHRASE_NEEDED, WRONG_PASSPHRASE ->
          "an instance works unattended, so its key has no passphrase; take it off with:"
              + " ssh-keygen -p -N '' -f "
              + key;
      case BAD_KEY_ID ->
          "correct manta.keyId in the configuration; it is printed by: ssh-keygen -l -f " + key;
      case UNKNOWN_FORMAT, NOT_PRIVATE, UNSUPPORTED, MISMATCH, NOT_FOUND, AGENT ->
          "correct manta.key in the configuration: it must name the file of a private key";
    };
  }

  private Path keyFile(String configured) {
    return layout.relocated(configured).filter(Files::exists).orElse(Path.of(configured));
  }
}
