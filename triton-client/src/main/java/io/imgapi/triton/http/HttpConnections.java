/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.connection.PlainHttp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.OkHttpClient;

/** Connects to a service: straight, through its proxy, or from the far end of a tunnel. */
final class HttpConnections {
  private static final int IPV4_LENGTH = 4;

  private HttpConnections() {}

  static OkHttpClient open(ServiceAddress address, TritonOptions options) {
    OkHttpClient.Builder http =
        PlainHttp.over(
            options.sockets(),
            new PlainHttp.Limits(
                options.connectLimit(),
                options.readLimit(),
                options.connectLimit().plus(options.readLimit())));
    address.proxy().map(HttpConnections::proxy).ifPresent(http::proxy);
    if (options.beginElsewhere()) {
      http.dns(HttpConnections::unresolved);
    }
    address.trust().applyTo(http, address.speaksTls());
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
