/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Notes that a connection was there before the request was written, and takes the one header away
 * that makes the HTTP library send a request again by itself (503 with {@code Retry-After: 0}).
 */
final class ConnectionMark implements Interceptor {

  /** Set once there is a connection; before that the request cannot have reached anybody. */
  static final class Reached {
    private volatile boolean connected;

    boolean connected() {
      return connected;
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Reached reached = chain.request().tag(Reached.class);
    if (reached != null) {
      reached.connected = true;
    }
    Response response = chain.proceed(chain.request());
    if (response.code() == 503 && "0".equals(response.header("Retry-After"))) {
      return response.newBuilder().removeHeader("Retry-After").build();
    }
    return response;
  }
}
