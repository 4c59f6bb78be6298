/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.OpenFailException.Reason;

/**
 * A socket whose connection begins at another machine. An address is taken by its name where it has
 * one, which is resolved there. Options that have no meaning in a tunnel are taken and ignored.
 */
final class TunnelSocket extends Socket {
  private final Supplier<SshConnection> connections;
  private InetSocketAddress peer;
  private TunnelChannel channel;
  private TunnelInput input;
  private OutputStream output;
  private volatile boolean closed;
  private volatile boolean outputShut;
  private int timeout;

  TunnelSocket(Supplier<SshConnection> connections) {
    this.connections = connections;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int millis) throws IOException {
    if (closed || channel != null) {
      throw new SocketException(closed ? "Socket closed" : "already connected");
    }
    if (!(endpoint instanceof InetSocketAddress address)) {
      throw new IllegalArgumentException("not an internet address: " + endpoint);
    }
    SshConnection connection = connections.get();
    TunnelChannel opening =
        new TunnelChannel(connection.channels(), address.getHostString(), address.getPort());
    try {
      opening.open(millis);
    } catch (IOException e) {
      throw explained(connection.target(), address, e);
    }
    synchronized (this) {
      peer = address;
      channel = opening;
      input = TunnelInput.start(opening.getInputStream());
      input.timeout(timeout);
      output = new AtOnce(opening.getOutputStream());
    }
    if (closed) {
      opening.hangUp();
    }
  }

  /** OpenSSH tells the reason of the far side's system in English words, and nothing else. */
  private static IOException explained(SshTarget via, InetSocketAddress to, IOException e) {
    String where = to.getHostString() + ":" + to.getPort() + " as seen from " + via.host();
    if (SshFailure.caused(e, TimeoutException.class)) {
      return caused(new SocketTimeoutException("no connection to " + where + " in time"), e);
    }
    OpenFailException refused = SshFailure.cause(e, OpenFailException.class).orElse(null);
    if (refused == null) {
      return caused(new SocketException("the SSH connection to " + via.host() + " was lost"), e);
    }
    if (refused.getReason() == Reason.ADMINISTRATIVELY_PROHIBITED) {
      return caused(
          new SocketException(
              "the SSH server of " + via.host() + " allows no tunnels (AllowTcpForwarding)"),
          e);
    }
    String reason = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("refused")) {
      return caused(new ConnectException("Connection refused: " + where), e);
    }
    if (reason.contains("timed out")) {
      return caused(new SocketTimeoutException("connect timed out: " + where), e);
    }
    if (reason.contains("name") || reason.contains("address")) {
      return caused(new UnknownHostException(where), e);
    }
    return caused(new NoRouteToHostException(where + ": " + refused.getMessage()), e);
  }

  private static IOException caused(IOException e, IOException cause) {
    e.initCause(cause);
    return e;
  }

  /** A socket does not wait for somebody to flush it. */
  private static final class AtOnce extends FilterOutputStream {
    AtOnce(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      out.flush();
    }
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    requireOpen();
    return input;
  }

  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    requireOpen();
    return output;
  }

  private void requireOpen() throws SocketException {
    if (closed || channel == null) {
      throw new SocketException(closed ? "Socket closed" : "Socket is not connected");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (input != null) {
      input.close();
      channel.hangUp();
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    requireOpen();
    outputShut = true;
    output.close();
  }

  @Override
  public void shutdownInput() throws IOException {
    requireOpen();
    input.close();
  }

  @Override
  public synchronized void setSoTimeout(int millis) {
    timeout = millis;
    if (input != null) {
      input.timeout(millis);
    }
  }

  @Override
  public synchronized int getSoTimeout() {
    return timeout;
  }

  @Override
  public boolean isConnected() {
    return channel != null;
  }

  @Override
  public boolean isBound() {
    return channel != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isInputShutdown() {
    return closed;
  }

  @Override
  public boolean isOutputShutdown() {
    return closed || outputShut;
  }

  @Override
  public InetAddress getInetAddress() {
    return peer == null ? null : peer.getAddress();
  }

  @Override
  public int getPort() {
    return peer == null ? 0 : peer.getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return peer;
  }

  @Override
  public InetAddress getLocalAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public int getLocalPort() {
    return -1;
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return null;
  }

  @Override
  public void bind(SocketAddress address) {}

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setSoLinger(boolean on, int seconds) {}

  @Override
  public void setSendBufferSize(int size) {}

  @Override
  public void setReceiveBufferSize(int size) {}

  @Override
  public String toString() {
    return "tunnel to " + peer;
  }
}
