/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxException.Reason;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS before an IMGAPI, with and without one behind. */
class TlsFrontTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private ImgapiFixture imgapi;
  private Path pem;
  private byte[] certificate;
  private byte[] key;
  private final AtomicReference<ImgapiServer> backend = new AtomicReference<>();

  @BeforeEach
  void start(@TempDir Path zone) throws Exception {
    imgapi = new ImgapiFixture(zone).start();
    backend.set(imgapi.server());
    KeyStore store = SelfSignedCertificate.loadOrCreate(zone.resolve("p12"), ImgapiFixture.NOW);
    String alias = store.aliases().nextElement();
    certificate = store.getCertificate(alias).getEncoded();
    key = store.getKey(alias, SelfSignedCertificate.password().toCharArray()).getEncoded();
    pem = zone.resolve("cert.pem");
    Files.writeString(pem, block("CERTIFICATE", certificate) + block("PRIVATE KEY", key));
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
  }

  private static String block(String name, byte[] bytes) {
    return "-----BEGIN "
        + name
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + name
        + "-----\n";
  }

  private TlsFront front() {
    return TlsFront.start(ANY, pem, () -> Optional.ofNullable(backend.get()));
  }

  private HttpsURLConnection call(TlsFront front, String target) throws IOException {
    HttpsURLConnection call =
        (HttpsURLConnection)
            URI.create("https://127.0.0.1:" + front.port() + target).toURL().openConnection();
    call.setSSLSocketFactory(AnyCertificate.factory());
    call.setHostnameVerifier((host, session) -> true);
    return call;
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsAskedOverTlsIsAnsweredByTheServerBehind() throws IOException {
    byte[] content = ImgapiFixture.bytes(200_000);
    String uuid = imgapi.create("{}");
    try (TlsFront front = front()) {
      HttpsURLConnection put = call(front, "/images/" + uuid + "/file?compression=gzip");
      put.setRequestMethod("PUT");
      ImgapiFixture.signed(imgapi.bob(), "bob", ImgapiFixture.NOW).forEach(put::setRequestProperty);
      put.setDoOutput(true);
      put.setFixedLengthStreamingMode(content.length);
      try (OutputStream out = put.getOutputStream()) {
        out.write(content);
      }
      assertThat(put.getResponseCode()).isEqualTo(200);
      assertThat(text(call(front, "/ping").getInputStream())).contains("\"pong\"");
      try (InputStream in = call(front, "/images/" + uuid + "/file").getInputStream()) {
        assertThat(in.readAllBytes()).isEqualTo(content);
      }
      assertThat(call(front, "/state").getResponseCode()).isEqualTo(401);
    }
  }

  @Test
  void withNobodyBehindItSaysWhatHaproxySays() throws IOException {
    try (TlsFront front = front()) {
      imgapi.close();
      assertHaproxys503(call(front, "/ping"));
      backend.set(null);
      assertHaproxys503(call(front, "/ping"));
      backend.set(imgapi.start().server());
      assertThat(call(front, "/ping").getResponseCode()).isEqualTo(200);
    }
  }

  private static void assertHaproxys503(HttpsURLConnection call) throws IOException {
    assertThat(call.getResponseCode()).isEqualTo(503);
    assertThat(call.getContentType()).isEqualTo("text/html");
    assertThat(call.getHeaderField("x-request-id")).isNull();
    assertThat(text(call.getErrorStream()))
        .startsWith("<html><body><h1>503 Service Unavailable</h1>");
  }

  @Test
  void aKeyInTheOlderFormWorksToo() throws IOException {
    byte[] pkcs1 = Arrays.copyOfRange(key, 26, key.length);
    Files.writeString(pem, block("CERTIFICATE", certificate) + block("RSA PRIVATE KEY", pkcs1));
    try (TlsFront front = front()) {
      assertThat(call(front, "/ping").getResponseCode()).isEqualTo(200);
    }
  }

  @Test
  void aFileThatLacksSomethingStartsNothing() throws IOException {
    for (String content :
        new String[] {"", block("CERTIFICATE", certificate), block("PRIVATE KEY", key)}) {
      Files.writeString(pem, content);
      SandboxException failure = catchThrowableOfType(SandboxException.class, this::front);
      assertThat(failure.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
      assertThat(failure.getMessage()).contains("cert.pem", "lacks");
    }
  }

  @Test
  void itListensOnLoopbackOnly() {
    SandboxException failure =
        catchThrowableOfType(
            SandboxException.class,
            () -> TlsFront.start(new InetSocketAddress(0), pem, Optional::empty));
    assertThat(failure.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
  }
}
