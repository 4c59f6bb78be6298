/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session that runs a command. Unlike the library's it ends when the command does, even where a
 * daemon that it started keeps its output open, and can be left without waiting for the far side.
 */
final class CommandChannel extends SessionChannel {
  private final CountDownLatch ended = new CountDownLatch(1);

  CommandChannel(Connection connection) {
    super(connection);
  }

  /** Waits for the end of the command or of the channel; false: there is none yet. */
  boolean await(Duration time) throws InterruptedException {
    return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The exit status; empty where a signal ended the shell, or the connection was lost. */
  OptionalInt status() {
    return getExitStatus() == null ? OptionalInt.empty() : OptionalInt.of(getExitStatus());
  }

  /** Whether the shell was killed, which its own watchdog does. */
  boolean killed() {
    return getExitSignal() == Signal.KILL;
  }

  @Override
  public void handleRequest(String request, SSHPacket packet)
      throws ConnectionException, TransportException {
    super.handleRequest(request, packet);
    if (request.startsWith("exit-")) {
      ended.countDown();
    }
  }

  @Override
  protected void finishOff() {
    super.finishOff();
    ended.countDown();
  }

  @Override
  public void notifyError(SSHException error) {
    super.notifyError(error);
    ended.countDown();
  }

  /** Gives the channel up; the far side is told and not waited for. */
  void hangUp() {
    try {
      if (isOpen()) {
        sendClose();
      }
    } catch (TransportException e) {
      // The connection is gone, and the channel with it.
      ended.countDown();
    }
  }
}
