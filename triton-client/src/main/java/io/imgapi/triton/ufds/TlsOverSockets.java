/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import io.imgapi.triton.TritonOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** TLS over sockets that may begin on another machine, always to the same server. */
final class TlsOverSockets extends SocketFactory {
  private final TritonOptions options;
  private final SSLSocketFactory tls;
  private final UfdsAddress server;

  TlsOverSockets(TritonOptions options, SSLSocketFactory tls, UfdsAddress server) {
    this.options = options;
    this.tls = tls;
    this.server = server;
  }

  private Socket connected() throws IOException {
    Socket below = options.sockets().createSocket();
    try {
      below.connect(address(), Math.toIntExact(options.connectLimit().toMillis()));
      below.setSoTimeout(Math.toIntExact(options.connectLimit().toMillis()));
      return tls.createSocket(below, server.host(), server.port(), true);
    } catch (IOException e) {
      below.close();
      throw e;
    }
  }

  /** Where the sockets begin elsewhere, the name means what it means there. */
  private InetSocketAddress address() {
    return options.beginElsewhere()
        ? InetSocketAddress.createUnresolved(server.host(), server.port())
        : new InetSocketAddress(server.host(), server.port());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected();
  }
}
