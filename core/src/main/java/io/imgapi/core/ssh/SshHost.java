/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/**
 * A machine that is reached over SSH: one connection, opened at the first use and anew when it was
 * lost, with all commands, files and tunnels in it. Thread-safe.
 *
 * <p>Values in a command's environment are seen by whoever lists the processes there, as its
 * arguments are; secrets belong into its input.
 */
public final class SshHost implements Host, AutoCloseable {
  private static final Duration SYNC_LIMIT = Duration.ofSeconds(30);

  private final SshLogin login;
  private final Map<String, String> environment;
  private final RemoteCommands commands;
  private final HostFiles files;
  private final SocketFactory sockets;
  private SshConnection connection;

  /**
   * Nothing is connected yet.
   *
   * @param environment variables of this process: HOME, SSH_AUTH_SOCK
   * @param uuids makes a new uuid, never the same twice
   */
  public SshHost(SshLogin login, Map<String, String> environment, Supplier<String> uuids) {
    this.login = login;
    this.environment = Map.copyOf(environment);
    this.commands = new RemoteCommands(uuids);
    this.files = new SftpFiles(this::connection, uuids, this::sync);
    this.sockets = new FarSockets(this::connection);
  }

  @Override
  public String name() {
    return login.target().toString();
  }

  @Override
  public HostFiles files() {
    return files;
  }

  @Override
  public SocketFactory sockets() {
    return sockets;
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.imgapi.core.error.ImgapiException also {@code REMOTE_UNAVAILABLE}, {@code REFUSED}
   *     for a host key, {@code AUTH_REFUSED}
   */
  @Override
  public Result run(Command command) {
    return commands.run(connection(), command);
  }

  /** As well as it can be done: the server offers no fsync of single files. */
  private void sync() {
    run(Command.of(SYNC_LIMIT, "sync"));
  }

  private synchronized SshConnection connection() {
    if (connection == null || !connection.isAlive()) {
      close();
      connection = SshConnection.open(login, environment);
    }
    return connection;
  }

  /** Ends the connection, if there is one; the next use opens another. */
  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
