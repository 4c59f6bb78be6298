/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Sets the HTTP library up so that it does one thing once and leaves decisions to us. */
final class HttpConnections {
  // Shorter than the server's 120 s, so that it is mostly we who let an idle connection go.
  private static final long KEEP_SECONDS = 60;
  private static final int IPV4_LENGTH = 4;

  private HttpConnections() {}

  /**
   * Opens none yet.
   *
   * @param tls whether TLS will be spoken; without it, none of what TLS needs is loaded
   * @param elsewhere makes sockets of another machine, or is null
   */
  static OkHttpClient open(
      Timeouts timeouts,
      int maxConnections,
      boolean tls,
      boolean insecure,
      SocketFactory elsewhere) {
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .socketFactory(new BlockSockets())
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .fastFallback(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .connectionPool(new ConnectionPool(maxConnections, KEEP_SECONDS, TimeUnit.SECONDS))
            .connectTimeout(timeouts.connect())
            .readTimeout(timeouts.read())
            .writeTimeout(timeouts.write())
            .callTimeout(timeouts.call())
            .addNetworkInterceptor(new ConnectionMark());
    if (elsewhere != null) {
      http.socketFactory(elsewhere).dns(HttpConnections::unresolved);
    }
    if (!tls) {
      http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    } else if (insecure) {
      trustEverybody(http);
    }
    return http.build();
  }

  /** An address that carries the name to where it is resolved; the HTTP library insists on one. */
  private static List<InetAddress> unresolved(String name) throws UnknownHostException {
    return List.of(InetAddress.getByAddress(name, new byte[IPV4_LENGTH]));
  }

  private static void trustEverybody(OkHttpClient.Builder http) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustEverybody trust = new TrustEverybody();
      context.init(null, new TrustManager[] {trust}, null);
      http.sslSocketFactory(context.getSocketFactory(), trust);
      http.hostnameVerifier((host, session) -> true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** What "insecure" asks for: any certificate will do. */
  private static final class TrustEverybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
