/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import io.imgapi.sandbox.SandboxException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server of Jetty's on one port, on loopback and nowhere else. */
final class Listening {

  private static final Duration IDLE = Duration.ofMinutes(2);

  private final Server server;
  private final ServerConnector connector;

  private Listening(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(32 * 1024);
    return http;
  }

  static Listening start(
      String name, String address, int port, Handler handler, ConnectionFactory... protocols) {
    requireLoopback(address);
    QueuedThreadPool threads = new QueuedThreadPool(100, 4);
    threads.setName(name);
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setErrorHandler(new JsonErrors());
    server.setHandler(handler);
    server.setStopTimeout(0);
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    try {
      server.start();
    } catch (Exception failure) {
      stopQuietly(server);
      throw explained(address, port, failure);
    }
    return new Listening(server, connector);
  }

  private static void requireLoopback(String address) {
    try {
      if (InetAddress.getByName(address).isLoopbackAddress()) {
        return;
      }
    } catch (UnknownHostException unknown) {
      throw notLoopback(address, unknown);
    }
    throw notLoopback(address, null);
  }

  private static SandboxException notLoopback(String address, Exception cause) {
    return new SandboxException(
        SandboxException.Reason.INVALID_ARGUMENT,
        "the address " + address + " is not one of this machine's own loopback",
        "give an address such as 127.0.0.1",
        cause);
  }

  private static SandboxException explained(String address, int port, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new SandboxException(
            SandboxException.Reason.PORT_IN_USE,
            "port " + port + " on " + address + " is in use",
            "choose another port, or 0 for any free one",
            failure);
      }
    }
    return new SandboxException(
        SandboxException.Reason.START_FAILED,
        "nothing can listen on " + address + ":" + port + ": " + failure.getMessage(),
        "look at the cause",
        failure);
  }

  private static void stopQuietly(Server server) {
    try {
      server.stop();
    } catch (Exception alsoFailed) {
      // What went wrong first is what is told.
      return;
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("a server cannot be stopped", failure);
    }
  }
}
