/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

import io.imgapi.sandbox.account.KeyDirectory;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.effect.LastPort;
import io.imgapi.sandbox.effect.Launcher;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.manta.MantaServer;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.zone.ZoneRuntime;
import io.imgapi.sandbox.zone.Zones;
import io.imgapi.sandbox.zone.boot.BootedZone;
import io.imgapi.sandbox.zone.boot.StandaloneServices;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A sandbox within this process. It listens on loopback only, keeps everything below its directory,
 * and what it acknowledged survives the death of the process.
 */
public final class Sandbox implements Closeable {

  private final SandboxOptions options;
  private final FileChannel lockFile;
  private final Operator operator;
  private final KeyDirectory keys;
  private final MantaServer manta;
  private final Zones zones;
  private final ZoneRuntime runtime;

  private Sandbox(
      SandboxOptions options,
      FileChannel lockFile,
      Operator operator,
      KeyDirectory keys,
      MantaServer manta) {
    this.options = options;
    this.lockFile = lockFile;
    this.operator = operator;
    this.keys = keys;
    this.manta = manta;
    this.zones =
        new Zones(options.directory(), manta.url(), operator.account(), keys, options.clock());
    this.runtime =
        new ZoneRuntime(
            new ZoneRuntime.Settings(
                options.directory(),
                manta.url(),
                operator.account(),
                new BootedZone.Power(
                    options.program(),
                    (place, ports) -> StandaloneServices.of(place, ports, options.clock()),
                    options.clock(),
                    Sleeper.system(),
                    Launcher.system())),
            keys);
  }

  /**
   * Starts a sandbox; when this returns, every service answers.
   *
   * @throws SandboxException when the directory or a port cannot be used, or a sandbox runs there
   */
  public static Sandbox start(SandboxOptions options) {
    Path directory = options.directory();
    FileChannel lock = lock(directory);
    try {
      return start(options, lock);
    } catch (IOException | UncheckedIOException | SandboxException failure) {
      release(lock);
      if (failure instanceof SandboxException known) {
        throw known;
      }
      throw explained(options, failure);
    }
  }

  private static Sandbox start(SandboxOptions options, FileChannel lock) throws IOException {
    Path directory = options.directory();
    KeyDirectory keys = new KeyDirectory(directory.resolve("keys"), System::nanoTime);
    Operator operator = operator(options, keys);
    Optional<MantaServer.Tls> settings =
        options.tls() ? Optional.of(tls(options)) : Optional.empty();
    LastPort lastPort = new LastPort(directory.resolve("manta.port"));
    MantaServer manta =
        lastPort.start(
            options.port(),
            port ->
                MantaServer.start(
                    directory.resolve("manta"),
                    keys,
                    new FaultPlan(options.seed()),
                    new MantaServer.Settings(port, settings, options.clock(), options.rules())),
            server -> server.url().getPort());
    Sandbox sandbox = new Sandbox(options, lock, operator, keys, manta);
    try {
      sandbox.zones.repoint();
      sandbox.runtime.resume();
    } catch (UncheckedIOException | SandboxException failure) {
      sandbox.stop(failure);
      throw failure;
    }
    return sandbox;
  }

  private static MantaServer.Tls tls(SandboxOptions options) throws IOException {
    return new MantaServer.Tls(
        SelfSignedCertificate.loadOrCreate(
            options.directory().resolve("certificate.p12"), options.clock().instant()),
        SelfSignedCertificate.password());
  }

  private static Operator operator(SandboxOptions options, KeyDirectory keys) throws IOException {
    Path home = options.directory().resolve("home");
    Path file = home.resolve(".ssh").resolve("id_rsa");
    SshPublicKey key =
        Files.exists(file)
            ? OperatorKeyFiles.readPublic(file)
            : OperatorKeyFiles.createRsa(file, options.operator() + "@sandbox");
    keys.addKey(options.operator(), Files.readString(OperatorKeyFiles.publicFile(file)));
    return new Operator(options.operator(), home, file, key.md5());
  }

  private static FileChannel lock(Path directory) {
    FileChannel channel;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve("sandbox.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
    } catch (IOException failure) {
      throw notUsable(directory, failure);
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException heldHere) {
      release(channel);
      throw alreadyRunning(directory, heldHere);
    } catch (IOException failure) {
      release(channel);
      throw notUsable(directory, failure);
    }
    release(channel);
    throw alreadyRunning(directory, null);
  }

  private static SandboxException alreadyRunning(Path directory, Exception cause) {
    return new SandboxException(
        SandboxException.Reason.ALREADY_RUNNING,
        "a sandbox is already running in " + directory,
        "stop it first, or choose another directory",
        cause);
  }

  private static SandboxException notUsable(Path directory, Exception cause) {
    return new SandboxException(
        SandboxException.Reason.DIRECTORY_NOT_USABLE,
        "the directory " + directory + " cannot be used: " + cause.getMessage(),
        "choose a directory that you can write to",
        cause);
  }

  private static SandboxException explained(SandboxOptions options, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new SandboxException(
            SandboxException.Reason.PORT_IN_USE,
            "port " + options.port() + " on 127.0.0.1 is in use",
            "choose another port, or none for a free one",
            failure);
      }
    }
    return notUsable(options.directory(), failure);
  }

  private static void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the options it was started with. */
  public SandboxOptions options() {
    return options;
  }

  /** Returns the Manta. */
  public MantaServer manta() {
    return manta;
  }

  /** Returns the account that it comes with. */
  public Operator operator() {
    return operator;
  }

  /** Returns the accounts, for adding to them. */
  public Accounts accounts() {
    return new Accounts(keys);
  }

  /** Returns the zones, for making some. */
  public Zones zones() {
    return zones;
  }

  /** Returns the zones that run, for booting some and for what happens to them then. */
  public ZoneRuntime runtime() {
    return runtime;
  }

  /** Stops what has been started, after a failure to start the rest; the lock is the caller's. */
  private void stop(Exception failure) {
    try {
      runtime.close();
      manta.close();
    } catch (IOException | SandboxException further) {
      failure.addSuppressed(further);
    }
  }

  /** Stops every service; nothing listens any more when this returns. */
  @Override
  public void close() {
    try (manta) {
      runtime.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      release(lockFile);
    }
  }
}
