/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Keeps the certificate that the far side showed for a request which is tagged with this. The HTTP
 * library itself shows only those that some authority vouches for.
 */
final class ShownCertificate {
  private volatile X509Certificate certificate;

  static Request on(Request request, ShownCertificate shown) {
    return request.newBuilder().tag(ShownCertificate.class, shown).build();
  }

  /** What was shown. */
  X509Certificate certificate() throws IOException {
    if (certificate == null) {
      throw new NotImgapiException("there is no TLS certificate to see here");
    }
    return certificate;
  }

  /** Looks at each connection before it is used. */
  static Response look(Interceptor.Chain chain) throws IOException {
    ShownCertificate shown = chain.request().tag(ShownCertificate.class);
    Connection connection = chain.connection();
    if (shown != null && connection != null && connection.socket() instanceof SSLSocket tls) {
      Certificate first = tls.getSession().getPeerCertificates()[0];
      shown.certificate = first instanceof X509Certificate x509 ? x509 : null;
    }
    return chain.proceed(chain.request());
  }
}
