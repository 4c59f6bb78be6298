/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** Which certificates are accepted. */
public enum Trust {
  /** Those that this Java's certificate authorities vouch for. */
  AUTHORITIES,
  /** Any: a standalone instance begins with one that it signed itself. */
  ANYBODY;

  /**
   * Sets a client up so.
   *
   * @param speaksTls whether what it calls is called over TLS
   */
  public void applyTo(OkHttpClient.Builder http, boolean speaksTls) {
    if (!speaksTls) {
      // Else the authorities of this machine would be loaded, which takes longer than the calls.
      http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
      return;
    }
    if (this == AUTHORITIES) {
      return;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustAnybody trust = new TrustAnybody();
      context.init(null, new TrustManager[] {trust}, null);
      http.sslSocketFactory(context.getSocketFactory(), trust);
      http.hostnameVerifier((host, session) -> true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static final class TrustAnybody implements X509TrustManager {
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
