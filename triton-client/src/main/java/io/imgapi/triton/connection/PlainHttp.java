/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.connection;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Sets the HTTP library up so that it does one thing once and leaves decisions to us. */
public final class PlainHttp {
  private static final int POOLED = 4;
  private static final long POOLED_SECONDS = 20;

  private PlainHttp() {}

  /**
   * How long things may take.
   *
   * @param connect a connection
   * @param silence between two pieces of an answer, or of a request
   * @param whole all of it
   */
  public record Limits(Duration connect, Duration silence, Duration whole) {}

  /** HTTP/1.1 without repeats, redirects, cookies and proxies; TLS is left to the caller. */
  public static OkHttpClient.Builder over(SocketFactory sockets, Limits limits) {
    return new OkHttpClient.Builder()
        .socketFactory(sockets)
        .proxy(Proxy.NO_PROXY)
        .protocols(List.of(Protocol.HTTP_1_1))
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .fastFallback(false)
        .cookieJar(CookieJar.NO_COOKIES)
        .connectionPool(new ConnectionPool(POOLED, POOLED_SECONDS, TimeUnit.SECONDS))
        .connectTimeout(limits.connect())
        .readTimeout(limits.silence())
        .writeTimeout(limits.silence())
        .callTimeout(limits.whole());
  }
}
