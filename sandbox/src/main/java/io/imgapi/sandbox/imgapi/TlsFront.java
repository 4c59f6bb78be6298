/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.SandboxException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What stands before an IMGAPI as haproxy does in a zone (operator-scripts.md 7.5): it speaks TLS
 * and passes requests on, and says itself when there is nobody to pass them to.
 */
public final class TlsFront implements Closeable {

  private static final String PASSWORD = "front";
  private static final byte[] NOBODY =
      """
      <html><body><h1>503 Service Unavailable</h1>
      No server is available to handle this request.
      </body></html>
      """
          .getBytes(UTF_8);

  private final Listening listening;

  private TlsFront(Listening listening) {
    this.listening = listening;
  }

  /**
   * Starts to listen.
   *
   * @param bind where, on loopback; port 0 for any free one
   * @param certPem a certificate and then its RSA private key, read now
   * @param backend whom requests are passed to, asked for each; a closed one counts as absent
   * @throws SandboxException when the certificate cannot be used, the address is not a loopback's,
   *     or the port is taken
   */
  public static TlsFront start(
      InetSocketAddress bind, Path certPem, Supplier<Optional<ImgapiServer>> backend) {
    HttpConfiguration http = Listening.http();
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(store(certPem));
    tls.setKeyStorePassword(PASSWORD);
    tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    // One certificate for every name, as haproxy has it.
    tls.setSniRequired(false);
    return new TlsFront(
        Listening.start(
            "sandbox-front",
            bind.isUnresolved() ? bind.getHostString() : bind.getAddress().getHostAddress(),
            bind.getPort(),
            new PassOn(backend),
            new SslConnectionFactory(tls, "http/1.1"),
            new HttpConnectionFactory(http)));
  }

  private static KeyStore store(Path certPem) {
    try {
      return PemCertificate.load(certPem, PASSWORD);
    } catch (IOException failure) {
      throw new SandboxException(
          SandboxException.Reason.INVALID_ARGUMENT,
          "the certificate " + certPem + " cannot be used: " + failure.getMessage(),
          "put a PEM certificate and its RSA private key there",
          failure);
    }
  }

  /** Returns the port that it listens on. */
  public int port() {
    return listening.port();
  }

  /** Stops listening. */
  @Override
  public void close() throws IOException {
    listening.stop();
  }

  private static final class PassOn extends Handler.Abstract {

    private final Supplier<Optional<ImgapiServer>> backend;

    PassOn(Supplier<Optional<ImgapiServer>> backend) {
      this.backend = backend;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Optional<ImgapiServer> server = backend.get().filter(ImgapiServer::isOpen);
      if (server.isPresent()) {
        return server.get().handler().handle(request, response, callback);
      }
      response.setStatus(503);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html");
      response.write(true, ByteBuffer.wrap(NOBODY), callback);
      return true;
    }
  }
}
