/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaClientBuilder;
import io.imgapi.manta.RetryPolicy;
import io.imgapi.manta.Timeouts;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.manta.key.SshPublicKey;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;

/** Asks Manta. Each question makes a connection of its own, so that many servers are met. */
public final class MantaAccessProbe implements AccessProbe {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private final MantaConnector connector;
  private final Optional<SocketFactory> elsewhere;

  /**
   * Asks Manta from one machine.
   *
   * @param elsewhere makes connections that begin at another machine; empty for this one
   */
  public MantaAccessProbe(MantaConnector connector, Optional<SocketFactory> elsewhere) {
    this.connector = connector;
    this.elsewhere = elsewhere;
  }

  @Override
  public Answer ask(MantaSettings settings, String key, String origin) {
    try (MantaClient client = client(settings, key, origin)) {
      new MantaStore(client).head(settings.layout().rootDir());
      return Answer.accepted();
    } catch (StoreException e) {
      return switch (e.kind()) {
        case AUTHENTICATION, REFUSED -> new Answer(Kind.REFUSED, e.getMessage());
        case ABSENT, CONFLICT, THROTTLED, UNREACHABLE, CORRUPT, CLOCK, FULL ->
            new Answer(Kind.UNKNOWN, e.getMessage());
      };
    }
  }

  @Override
  public Answer askAbout(MantaSettings settings, String publicLine) {
    MantaSigner stranger = new ForeignSignature(parsed(publicLine));
    try (MantaClient client = client(settings, stranger)) {
      // Not a HEAD: its answer has no code.
      client.getBytes(client.path(settings.layout().rootDir()), 0);
      return new Answer(Kind.UNKNOWN, "Manta takes a signature that is wrong");
    } catch (RefusedException e) {
      return e.code().equals("InvalidSignature")
          ? Answer.accepted()
          : new Answer(Kind.REFUSED, e.getMessage());
    } catch (MantaException e) {
      return new Answer(Kind.UNKNOWN, e.getMessage());
    }
  }

  private static SshPublicKey parsed(String publicLine) {
    try {
      return SshPublicKey.parse(publicLine);
    } catch (MantaKeyException e) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "that is no public key: " + e.getMessage())
          .remedy("a public key is one line: its type, its content, a comment");
    }
  }

  private MantaClient client(MantaSettings settings, String key, String origin) {
    try {
      return client(settings, MantaKeys.fromText(key, origin, PassphraseSource.none()));
    } catch (MantaKeyException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "the key to Manta cannot be used: " + e.getMessage())
          .with("key", origin)
          .remedy("look at the file: it must hold a private key without a passphrase");
    }
  }

  private MantaClient client(MantaSettings settings, MantaSigner signer) {
    try {
      MantaClientBuilder builder =
          connector
              .describe(settings, signer, 1, RetryPolicy.never())
              .timeouts(Timeouts.standard().connect(LIMIT).call(LIMIT));
      elsewhere.ifPresent(builder::sockets);
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(
              ExitCode.CONFIG_INVALID, "Manta cannot be reached as configured: " + e.getMessage())
          .with("manta.url", settings.shownUrl())
          .with("manta.user", settings.user())
          .remedy("correct the configuration, then run: imgapi config --check");
    }
  }
}
