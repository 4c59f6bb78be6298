/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.account.AccountKeys;
import io.imgapi.sandbox.auth.Authenticator;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.store.Tree;
import io.imgapi.sandbox.store.TreePath;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Manta that listens on loopback. */
public final class MantaServer implements Closeable {

  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final int THREADS = 400;

  private final MantaContext context;
  private final Server server;
  private final ServerConnector connector;
  private final boolean secure;

  private MantaServer(MantaContext context, Server server, ServerConnector connector, boolean tls) {
    this.context = context;
    this.server = server;
    this.connector = connector;
    this.secure = tls;
  }

  /**
   * Starts a server.
   *
   * @param directory holds the data
   * @param accounts who exists
   * @param faults what goes wrong
   * @param settings the rest
   * @throws IOException when the directory or the port cannot be used
   */
  public static MantaServer start(
      Path directory, AccountKeys accounts, FaultPlan faults, Settings settings)
      throws IOException {
    Tree tree = Tree.open(directory);
    MantaContext context =
        new MantaContext(
            tree,
            accounts,
            new Authenticator(accounts),
            faults,
            settings.rules(),
            settings.clock(),
            UUID::randomUUID,
            new Counters(),
            new RequestLog());
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 8);
    threads.setName("sandbox-manta");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setErrorHandler(new JsonErrors());
    server.setHandler(new MantaHandler(context));
    server.setStopTimeout(0);
    ServerConnector connector = connector(server, settings);
    server.addConnector(connector);
    try {
      server.start();
    } catch (Exception failure) {
      tree.close();
      if (failure instanceof IOException refused) {
        throw refused;
      }
      throw new IOException("cannot start the Manta server", failure);
    }
    return new MantaServer(context, server, connector, settings.tls().isPresent());
  }

  private static ServerConnector connector(Server server, Settings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRequestHeaderSize(32 * 1024);
    http.setOutputBufferSize(64 * 1024);
    http.setInputBufferSize(32 * 1024);
    ServerConnector connector;
    if (settings.tls().isPresent()) {
      http.addCustomizer(new SecureRequestCustomizer(false));
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setKeyStore(settings.tls().get().store());
      tls.setKeyStorePassword(settings.tls().get().password());
      // Jetty's own list also shuts out every suite that the Java client asks for by default.
      tls.setExcludeCipherSuites("^.*_MD5$", "^.*_NULL_.*$", "^.*_anon_.*$", "^SSL_.*$");
      connector =
          new ServerConnector(
              server,
              1,
              1,
              new SslConnectionFactory(tls, "http/1.1"),
              new HttpConnectionFactory(http));
    } else {
      connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    }
    connector.setHost("127.0.0.1");
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(1024);
    return connector;
  }

  /** Returns the address, without a trailing slash. */
  public URI url() {
    return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + connector.getLocalPort());
  }

  /** Returns what goes wrong, for changing it. */
  public FaultPlan faults() {
    return context.faults();
  }

  /** Returns what was done so far. */
  public MantaStats stats() {
    return context.counters().snapshot();
  }

  /**
   * Returns the bytes of every object below a directory, by path, as they are stored; for audits
   * that are to see more than requests do.
   */
  public Map<String, byte[]> stored(String directory) throws IOException {
    return context.tree().contentsBelow(new TreePath(directory));
  }

  /** Returns the recorder of requests. */
  public RequestLog requests() {
    return context.log();
  }

  /** Stops listening, ends what is under way and closes the data. */
  @Override
  public void close() throws IOException {
    context.faults().clear();
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("cannot stop the Manta server", failure);
    } finally {
      context.tree().close();
    }
  }

  /**
   * How to listen.
   *
   * @param port 0 for any free one
   * @param tls the key store to serve with; empty for plain HTTP
   * @param clock the server's time
   * @param rules the limits
   */
  public record Settings(int port, Optional<Tls> tls, Clock clock, MantaRules rules) {}

  /** A key store and the password of its key. */
  public record Tls(KeyStore store, String password) {

    @Override
    public String toString() {
      return "Tls[]";
    }
  }
}
