/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.DirectTCPIPChannel;
import net.schmizz.sshj.connection.channel.direct.Parameters;
import net.schmizz.sshj.transport.TransportException;

/**
 * A connection that begins at another machine (RFC 4254 7.2). Unlike the library's it can be opened
 * with a time limit, and left without waiting for the far side.
 */
final class TunnelChannel extends DirectTCPIPChannel {
  private boolean abandoned;

  TunnelChannel(Connection connection, String host, int port) {
    super(connection, new Parameters("127.0.0.1", 1, host, port));
  }

  /**
   * Opens it.
   *
   * @param millis how long that may take; 0: as long as the library waits for anything
   */
  void open(int millis) throws IOException {
    trans.write(buildOpenReq());
    boolean open = false;
    try {
      openEvent.await(millis == 0 ? conn.getTimeoutMs() : millis, TimeUnit.MILLISECONDS);
      open = true;
    } finally {
      if (!open) {
        abandon();
      }
    }
  }

  private synchronized void abandon() throws TransportException {
    abandoned = true;
    hangUp();
  }

  @Override
  protected synchronized void gotUnknown(Message message, SSHPacket packet)
      throws ConnectionException, TransportException {
    super.gotUnknown(message, packet);
    if (abandoned) {
      hangUp();
    }
  }

  /** Gives the channel up; the far side is told and not waited for. */
  void hangUp() throws TransportException {
    if (isOpen()) {
      sendClose();
    }
  }
}
