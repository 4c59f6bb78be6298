/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.imgapi.sandbox.SandboxException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;

/**
 * A standalone IMGAPI that serves and changes what lies below a zone's {@code /data/imgapi}. What
 * it is configured to do is read once, when it starts.
 */
public final class ImgapiServer implements Closeable {

  private static final int SYNC_MINUTES = 5;
  private static final int PULL_MINUTES = 60;

  private final Listening listening;
  private final ImgapiHandler handler;
  private final Background background;
  private volatile boolean open = true;

  private ImgapiServer(Listening listening, ImgapiHandler handler, Background background) {
    this.listening = listening;
    this.handler = handler;
    this.background = background;
  }

  /**
   * What a server is started with.
   *
   * @param zoneRoot what is {@code /} within the zone
   * @param clock the server's time
   * @param log the file that bunyan records are appended to
   */
  public record Settings(Path zoneRoot, Clock clock, Path log) {}

  /**
   * Starts a server; when this returns it answers.
   *
   * @throws SandboxException when the configuration is not valid, the key for Manta cannot be read,
   *     the data cannot be used or the port is taken; where the real one ends with status 1
   */
  public static ImgapiServer start(Settings settings) {
    ZonePlaces places = new ZonePlaces(settings.zoneRoot());
    ImgapiConfig config = config(places.configuration());
    Optional<MantaCalls> manta =
        config.manta().map(access -> manta(access, places, settings.clock()));
    String hostname = hostname(settings.zoneRoot());
    BunyanLog log = new BunyanLog(settings.log(), hostname, settings.clock());
    Background background = new Background(log);
    try {
      AuthKeys keys =
          new AuthKeys(
              config.authKeys(), List.of(places.authKeys("local"), places.authKeys("manta")), log);
      keys.reload();
      Optional<Runnable> pull =
          manta.map(calls -> new AuthKeysPull(places.authKeys("manta"), calls, keys, log));
      Archive archive = new Archive(places.archive(), new ImageView(config.mode(), true, false));
      ImgapiContext context =
          new ImgapiContext(
              config,
              hostname,
              ManifestDatabase.load(
                  places.manifests(),
                  archive,
                  new ManifestRules(config.mode(), config.channels()),
                  log),
              storage(config, places, manta),
              keys,
              new Gate(config.signed(), keys, settings.clock()),
              () -> pull.ifPresent(background::soon),
              log,
              settings.clock(),
              () -> UUID.randomUUID().toString());
      ImgapiHandler handler = new ImgapiHandler(context);
      Listening listening =
          Listening.start(
              "sandbox-imgapi",
              config.address(),
              config.port(),
              handler,
              new HttpConnectionFactory(Listening.http()));
      if (config.storageTypes().contains("manta")) {
        Runnable sync = new ArchiveSync(archive.directory(), manta.orElseThrow(), log);
        background.repeat(sync, SYNC_MINUTES, SYNC_MINUTES);
      }
      pull.ifPresent(task -> background.repeat(task, 0, PULL_MINUTES));
      log.info("listening on " + config.address() + ":" + listening.port());
      return new ImgapiServer(listening, handler, background);
    } catch (IOException | UncheckedIOException failure) {
      background.stop();
      throw new SandboxException(
          SandboxException.Reason.DIRECTORY_NOT_USABLE,
          "the data of the zone " + settings.zoneRoot() + " cannot be used: " + failure,
          "see to it that data/imgapi can be read and written",
          failure);
    } catch (SandboxException failure) {
      background.stop();
      throw failure;
    }
  }

  private static ImgapiConfig config(Path file) {
    try {
      return ImgapiConfig.read(JsonText.parse(Files.readString(file)));
    } catch (JsonProcessingException broken) {
      throw badConfig(file, "it is not JSON", broken);
    } catch (IOException unreadable) {
      throw badConfig(file, "it cannot be read", unreadable);
    } catch (IllegalArgumentException invalid) {
      throw badConfig(file, invalid.getMessage(), invalid);
    }
  }

  private static SandboxException badConfig(Path file, String why, Exception cause) {
    return new SandboxException(
        SandboxException.Reason.INVALID_ARGUMENT,
        "the configuration " + file + " cannot be used: " + why,
        "correct the file and start the service again",
        cause);
  }

  private static MantaCalls manta(MantaAccess access, ZonePlaces places, Clock clock) {
    Path key = places.seenFromOutside(access.key());
    try {
      return new MantaCalls(access, MantaSigner.load(key, access.user(), access.keyId()), clock);
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.INVALID_ARGUMENT,
          "the key for Manta, " + key + ", cannot be used: " + failure,
          "set \"manta.key\" to a private key without a passphrase and start the service again",
          failure);
    }
  }

  private static Storage storage(
      ImgapiConfig config, ZonePlaces places, Optional<MantaCalls> manta) {
    Map<String, ImageFiles> byType = new LinkedHashMap<>();
    for (String type : config.storageTypes()) {
      byType.put(
          type,
          type.equals("manta")
              ? new MantaFiles(manta.orElseThrow())
              : new LocalFiles(places.images()));
    }
    return new Storage(byType, config.adminUuid());
  }

  /** A zone keeps its name in a file; one that has none is called after its directory. */
  private static String hostname(Path zoneRoot) {
    Path name = zoneRoot.resolve("etc/nodename");
    try {
      return Files.isRegularFile(name)
          ? Files.readString(name).strip()
          : zoneRoot.toAbsolutePath().normalize().getFileName().toString();
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.DIRECTORY_NOT_USABLE,
          "the zone's name in " + name + " cannot be read",
          "see to it that the file can be read",
          failure);
    }
  }

  /** Returns the port that it listens on. */
  public int port() {
    return listening.port();
  }

  /** Returns what answers requests, for one that takes them elsewhere. */
  Handler handler() {
    return handler;
  }

  /** Tells whether it was not closed yet. */
  boolean isOpen() {
    return open;
  }

  /** Stops listening and ends what is under way; nothing happens when it is closed already. */
  @Override
  public void close() throws IOException {
    open = false;
    background.stop();
    listening.stop();
  }
}
