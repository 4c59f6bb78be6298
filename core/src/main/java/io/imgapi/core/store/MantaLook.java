/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaClientBuilder;
import io.imgapi.manta.MantaDownload;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.MantaStat;
import io.imgapi.manta.RetryPolicy;
import io.imgapi.manta.Timeouts;
import io.imgapi.manta.error.ClockSkewException;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * A short look at Manta over one connection, for somebody who waits: few repeats, short limits,
 * nothing is changed. For one thread; the caller closes it.
 */
public final class MantaLook implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int ATTEMPTS = 2;
  private final MantaClient client;
  private final Clock clock;
  private Duration ahead;

  private MantaLook(MantaClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * How to look.
   *
   * @param connector knows everything else
   * @param elsewhere makes connections that begin at another machine; empty for this one
   * @param limit for each request
   */
  public record Opener(
      MantaConnector connector, Optional<SocketFactory> elsewhere, Duration limit, Clock clock) {

    /**
     * Opens a look; asks nothing of Manta yet.
     *
     * @param key the private key's file, already read; nothing of it reaches a message
     * @param file where it was read
     * @throws ImgapiException {@code CONFIG_INVALID} where address, user or key cannot be used
     */
    public MantaLook open(MantaSettings settings, byte[] key, Path file) {
      MantaSigner signer = signer(settings, key, file);
      try {
        RetryPolicy retries = new RetryPolicy(ATTEMPTS, limit, PAUSE, PAUSE, PAUSE);
        MantaClientBuilder builder =
            connector
                .describe(settings, signer, 1, retries)
                .timeouts(Timeouts.standard().connect(limit).read(limit).write(limit).call(limit));
        elsewhere.ifPresent(builder::sockets);
        return new MantaLook(builder.build(), clock);
      } catch (IllegalArgumentException e) {
        throw ImgapiException.of(
                ExitCode.CONFIG_INVALID, "Manta cannot be reached as configured: " + e.getMessage())
            .with("manta.url", settings.shownUrl())
            .with("manta.user", settings.user())
            .remedy("correct the configuration, then run: imgapi config --check");
      }
    }

    private static MantaSigner signer(MantaSettings settings, byte[] key, Path file) {
      try {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        return MantaKeys.requireId(
            MantaKeys.fromText(text, file.toString(), PassphraseSource.none()),
            settings.keyId(),
            file.toString());
      } catch (MantaKeyException e) {
        throw MantaConnector.unusable(e, file);
      }
    }
  }

  /**
   * Reads a small object.
   *
   * @param most bytes; of a longer one nothing is read but its beginning, one byte more than that
   * @return its bytes; empty only where Manta said that it is not there
   */
  public Optional<byte[]> read(String path, int most) {
    return MantaStore.translating(
        () -> {
          try (MantaDownload download = client.get(MantaPath.of(path))) {
            noteTime(download.info());
            return Optional.of(download.stream().readNBytes(most + 1));
          } catch (io.imgapi.manta.error.AbsentException e) {
            return Optional.empty();
          } catch (ClockSkewException e) {
            ahead = e.ahead().orElse(null);
            throw e;
          } catch (IOException e) {
            throw new StoreException(
                Kind.UNREACHABLE, path, "it cannot be read: " + e.getMessage());
          }
        });
  }

  /** Whether there is such an object or directory, as Manta said. */
  public boolean isThere(String path) {
    return MantaStore.translating(
        () -> {
          try {
            noteTime(client.stat(MantaPath.of(path)));
            return true;
          } catch (io.imgapi.manta.error.AbsentException e) {
            return false;
          } catch (ClockSkewException e) {
            ahead = e.ahead().orElse(null);
            throw e;
          }
        });
  }

  private void noteTime(MantaStat stat) {
    Instant now = clock.instant();
    stat.serverTime().ifPresent(theirs -> ahead = Duration.between(theirs, now));
  }

  /**
   * How far this program's clock is ahead of Manta's, as its last answer showed, to about a second;
   * empty where none did.
   */
  public Optional<Duration> ahead() {
    return Optional.ofNullable(ahead);
  }

  @Override
  public void close() {
    client.close();
  }
}
