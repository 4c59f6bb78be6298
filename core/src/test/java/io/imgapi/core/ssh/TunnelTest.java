/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that begin at another machine behave like sockets. */
class TunnelTest {
  private static final int LONG = 20_000_000;
  private static final int MILLIS = 20_000;

  @TempDir Path directory;
  private SshFixture fixture;
  private HttpServer http;

  private SshHost start(String... config) throws IOException {
    fixture = SshFixture.start(directory, config);
    return fixture.host();
  }

  @AfterEach
  void stop() {
    if (http != null) {
      http.stop(0);
    }
    if (fixture != null) {
      fixture.close();
    }
  }

  private static InetSocketAddress there(String host, int port) {
    return InetSocketAddress.createUnresolved(host, port);
  }

  @Test
  void aLongBodyGoesBothWaysAndTheNameIsResolvedThere() throws IOException {
    SshHost host = start();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    http.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
    byte[] body = new byte[LONG];
    Arrays.fill(body, (byte) 'x');
    body[LONG - 1] = 'y';
    try (Socket socket = host.sockets().createSocket("localhost", http.getAddress().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST / HTTP/1.0\r\nContent-Length: " + LONG + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(new String(answer, 0, 15, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
      assertThat(Arrays.copyOfRange(answer, answer.length - LONG, answer.length)).isEqualTo(body);
    }
  }

  @Test
  void refusedUnknownAndForbiddenAreToldApart() throws IOException {
    SshHost host = start();
    int closed;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = probe.getLocalPort();
    }
    Socket refused = host.sockets().createSocket();
    assertThatThrownBy(() -> refused.connect(there("127.0.0.1", closed), MILLIS))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("refused");
    Socket unknown = host.sockets().createSocket();
    assertThatThrownBy(() -> unknown.connect(there("no-such-host.invalid", 80), MILLIS))
        .isInstanceOf(UnknownHostException.class);
    fixture.close();
    Socket forbidden = start("AllowTcpForwarding no").sockets().createSocket();
    assertThatThrownBy(() -> forbidden.connect(there("127.0.0.1", closed), MILLIS))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("AllowTcpForwarding");
  }

  @Test
  void aSilentPeerEndsAReadAtItsTimeLimitAndTheSocketGoesOn() throws IOException {
    SshHost host = start();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = host.sockets().createSocket()) {
      socket.setSoTimeout(200);
      socket.connect(there("127.0.0.1", server.getLocalPort()), MILLIS);
      InputStream in = socket.getInputStream();
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
      try (Socket peer = server.accept()) {
        socket.setSoTimeout(MILLIS);
        peer.getOutputStream().write('a');
        assertThat(in.read()).isEqualTo('a');
        socket.shutdownOutput();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        peer.getOutputStream().write('b');
        assertThat(in.read()).isEqualTo('b');
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void closingWakesWhoeverReadsAndTellsThePeer() throws Exception {
    SshHost host = start();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket socket = host.sockets().createSocket("127.0.0.1", server.getLocalPort());
      InputStream in = socket.getInputStream();
      try (Socket peer = server.accept()) {
        CompletableFuture<Object> reading =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return in.read();
                  } catch (IOException e) {
                    return e;
                  }
                });
        socket.close();
        assertThat(reading.get()).isInstanceOf(SocketException.class);
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(socket.isClosed()).isTrue();
      assertThatThrownBy(socket::getInputStream).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aConnectionThatIsLostEndsItsTunnels() throws IOException {
    SshHost host = start();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = host.sockets().createSocket("127.0.0.1", server.getLocalPort());
        Socket peer = server.accept()) {
      assertThat(peer.isConnected()).isTrue();
      fixture.server().cutConnections();
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("lost");
    }
  }
}
