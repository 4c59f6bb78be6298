/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import io.imgapi.triton.TritonException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server whose certificate is the pinned one, or any where none is pinned: those of UFDS
 * are signed by themselves, for any name, and often long expired (triton-apis.md 3.1).
 */
final class CertificateMemory extends X509ExtendedTrustManager {
  private final String pin;
  private volatile String refused = "";

  CertificateMemory(String pin) {
    this.pin = pin;
  }

  boolean isRefused() {
    return !refused.isEmpty();
  }

  TritonException refusal(String call) {
    return TritonException.of(
            TritonException.Kind.REFUSED,
            call,
            "the server shows another certificate than the one it is known by: SHA-256 " + refused)
        .build();
  }

  private void look(X509Certificate[] chain) throws CertificateException {
    if (pin.isEmpty()) {
      return;
    }
    String shown = sha256(chain[0]);
    if (!shown.equals(pin)) {
      refused = shown;
      throw new CertificateException("not the pinned certificate");
    }
  }

  private static String sha256(X509Certificate certificate) throws CertificateException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    look(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    look(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    look(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
