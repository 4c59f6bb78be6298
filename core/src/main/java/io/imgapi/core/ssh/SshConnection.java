/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.error.ImgapiException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;

/** One connection to a machine, logged in. Thread-safe. */
final class SshConnection implements Closeable {
  // Together: a dead far side is noticed within 20 s.
  private static final int ALIVE_SECONDS = 5;
  private static final int ALIVE_MISSED = 3;

  /** OpenSSH allows 10 sessions in a connection (MaxSessions); one is for the files. */
  private static final int MOST_COMMANDS = 8;

  private final SshTarget target;
  private final SSHClient client;
  private final Semaphore commands = new Semaphore(MOST_COMMANDS);
  private SFTPEngine files;

  private SshConnection(SshTarget target, SSHClient client) {
    this.target = target;
    this.client = client;
  }

  /**
   * Connects and logs in.
   *
   * @param environment variables: HOME, SSH_AUTH_SOCK
   * @throws ImgapiException {@code REMOTE_UNAVAILABLE}, {@code REFUSED} for a host key, {@code
   *     AUTH_REFUSED}, {@code CONFIG_INVALID} for a key file
   */
  static SshConnection open(SshLogin login, Map<String, String> environment) {
    Optional<Path> directory = path(environment, "HOME").map(home -> home.resolve(".ssh"));
    Optional<Path> agent = path(environment, "SSH_AUTH_SOCK");
    LoginKeys keys =
        login.identity().isPresent()
            ? LoginKeys.only(login.identity().get(), agent)
            : LoginKeys.usual(agent, directory);
    List<Path> files = new ArrayList<>();
    directory.ifPresent(ssh -> files.add(ssh.resolve("known_hosts")));
    login.knownHosts().ifPresent(files::add);
    HostKeyCheck check =
        new HostKeyCheck(
            login.target(), new KnownHosts(files, login.target()), login.acceptedKey());
    SSHClient client = new SSHClient(Algorithms.config());
    boolean open = false;
    try {
      connect(client, login, check);
      check.record();
      logIn(client, login, keys);
      open = true;
      return new SshConnection(login.target(), client);
    } finally {
      if (!open) {
        quietly(client);
      }
    }
  }

  private static Optional<Path> path(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty()).map(Path::of);
  }

  private static void connect(SSHClient client, SshLogin login, HostKeyCheck check) {
    int timeout = (int) login.timeout().toMillis();
    client.addHostKeyVerifier(check);
    client.setConnectTimeout(timeout);
    client.setTimeout(timeout);
    client.getTransport().setTimeoutMs(timeout);
    KeepAliveRunner alive = (KeepAliveRunner) client.getConnection().getKeepAlive();
    alive.setKeepAliveInterval(ALIVE_SECONDS);
    alive.setMaxAliveCount(ALIVE_MISSED);
    try {
      client.connect(login.target().host(), login.target().port());
    } catch (IOException e) {
      // Thrown where the key was checked, which is in a thread of the library.
      Optional<ImgapiException> unchecked = SshFailure.cause(e, ImgapiException.class);
      throw unchecked
          .or(() -> check.refusal().map(refusal -> refusal.causedBy(e)))
          .orElseGet(() -> SshFailure.unreachable(login, e));
    }
  }

  private static void logIn(SSHClient client, SshLogin login, LoginKeys keys) {
    List<LoginKey> tried = new ArrayList<>();
    for (LoginKey key : keys.keys()) {
      tried.add(key);
      try {
        client.auth(login.target().user(), new KeyLogin(key));
        return;
      } catch (UserAuthException e) {
        if (!client.isConnected() || !client.getTransport().isRunning()) {
          throw tooMany(login, keys, tried, e);
        }
      } catch (TransportException e) {
        throw tooMany(login, keys, tried, e);
      }
    }
    String said =
        tried.isEmpty()
            ? "wants a key, and there is none to log in with"
            : "accepted none of the keys for " + login.target().user();
    throw SshFailure.noKey(login, keys, tried, said);
  }

  /** Servers hang up after some keys (MaxAuthTries). */
  private static ImgapiException tooMany(
      SshLogin login, LoginKeys keys, List<LoginKey> tried, IOException e) {
    return SshFailure.noKey(
            login, keys, tried, "hung up after " + tried.size() + " keys that it did not accept")
        .causedBy(e);
  }

  SshTarget target() {
    return target;
  }

  /** For channels. */
  Connection channels() {
    return client.getConnection();
  }

  /** Whoever runs a command holds one of these meanwhile. */
  Semaphore commands() {
    return commands;
  }

  boolean isAlive() {
    return client.isConnected() && client.getTransport().isRunning();
  }

  /** The session of its files, opened at the first use. */
  synchronized SFTPEngine files() throws IOException {
    if (files == null || !files.getSubsystem().isOpen()) {
      files = new SFTPEngine(client).init();
    }
    return files;
  }

  @Override
  public void close() {
    quietly(client);
  }

  private static void quietly(SSHClient client) {
    try {
      client.disconnect();
    } catch (IOException e) {
      // It is gone either way, and nothing was under way.
      return;
    }
  }
}
