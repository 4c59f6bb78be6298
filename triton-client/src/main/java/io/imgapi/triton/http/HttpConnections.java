/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import io.imgapi.triton.TritonOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Sets the HTTP library up so that it does one thing once and leaves decisions to us. */
final class HttpConnections {
  private static final int POOLED = 2;
  private static final long POOLED_SECONDS = 20;
  private static final int IPV4_LENGTH = 4;

  private HttpConnections() {}

  static OkHttpClient open(ServiceAddress address, TritonOptions options) {
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .socketFactory(options.sockets())
            .proxy(address.proxy().map(HttpConnections::proxy).orElse(Proxy.NO_PROXY))
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .fastFallback(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .connectionPool(new ConnectionPool(POOLED, POOLED_SECONDS, TimeUnit.SECONDS))
            .connectTimeout(options.connectLimit())
            .readTimeout(options.readLimit())
            .writeTimeout(options.readLimit())
            .callTimeout(options.connectLimit().plus(options.readLimit()));
    if (options.beginElsewhere()) {
      http.dns(HttpConnections::unresolved);
    }
    if (address.speaksTls()) {
      address.trust().applyTo(http);
    } else {
      http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }
    return http.build();
  }

  private static Proxy proxy(URI proxy) {
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
  }

  /** An address that carries the name to where it is resolved; the HTTP library insists on one. */
  private static List<InetAddress> unresolved(String name) throws UnknownHostException {
    return List.of(InetAddress.getByAddress(name, new byte[IPV4_LENGTH]));
  }
}
