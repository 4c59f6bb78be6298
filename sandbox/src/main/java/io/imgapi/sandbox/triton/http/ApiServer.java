/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import io.imgapi.sandbox.effect.LastPort;
import io.imgapi.sandbox.fault.FaultPlan;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One service over HTTP on loopback. It comes back at the port that it had, where that is free. */
public final class ApiServer implements Closeable {
  private static final int THREADS = 24;
  private static final int IDLE_MILLIS = 120_000;
  private final Server server;
  private final ServerConnector connector;
  private final ApiHandler handler;
  private final boolean secure;

  private ApiServer(Server server, ServerConnector connector, ApiHandler handler, boolean secure) {
    this.server = server;
    this.connector = connector;
    this.handler = handler;
    this.secure = secure;
  }

  /**
   * How a service is started.
   *
   * @param name as its {@code Server} header has it
   * @param directory keeps the port
   * @param tls key and password for HTTPS; empty for HTTP
   */
  public record Setting(
      String name, Path directory, Optional<Tls> tls, FaultPlan faults, Clock clock) {}

  /** A certificate with its key. */
  public record Tls(KeyStore store, String password) {
    @Override
    public String toString() {
      return "a certificate with its key";
    }
  }

  /** Starts one; when this returns, it answers. */
  public static ApiServer start(Setting setting, Routes routes) throws IOException {
    return new LastPort(setting.directory().resolve(setting.name() + ".port"))
        .start(0, port -> at(port, setting, routes), server -> server.connector.getLocalPort());
  }

  private static ApiServer at(int port, Setting setting, Routes routes) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("sandbox-" + setting.name());
    threads.setDaemon(true);
    Server server = new Server(threads);
    ApiHandler handler = new ApiHandler(setting, routes);
    server.setHandler(handler);
    server.setStopTimeout(0);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    ServerConnector connector =
        setting.tls().isPresent()
            ? new ServerConnector(
                server, 1, 1, ssl(setting.tls().get()), new HttpConnectionFactory(http))
            : new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    try {
      server.start();
    } catch (Exception failure) {
      throw failure instanceof IOException refused
          ? refused
          : new IOException("cannot start " + setting.name(), failure);
    }
    return new ApiServer(server, connector, handler, setting.tls().isPresent());
  }

  private static SslConnectionFactory ssl(Tls tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(tls.store());
    context.setKeyStorePassword(tls.password());
    return new SslConnectionFactory(context, "http/1.1");
  }

  /** Where it is, without a trailing slash. */
  public URI url() {
    return URI.create((secure ? "https" : "http") + "://" + authority());
  }

  /** Host and port, as a data centre names its services. */
  public String authority() {
    return "127.0.0.1:" + connector.getLocalPort();
  }

  /** What it was asked: method and path, no bodies. */
  public List<String> requests() {
    return handler.requests();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
