/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.triton.imgapi.Answer.Answered;
import io.imgapi.triton.imgapi.Answer.Broken;
import io.imgapi.triton.imgapi.Answer.ConnectionRefused;
import io.imgapi.triton.imgapi.Answer.Declined;
import io.imgapi.triton.imgapi.Answer.Speaker;
import io.imgapi.triton.imgapi.Answer.TimedOut;
import io.imgapi.triton.imgapi.Answer.TlsTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImgapiClientTest {
  private static final Instant NOW = Instant.parse("2026-11-05T06:07:08Z");
  private static final UUID IMAGE = UUID.fromString("01b2c898-945f-11e1-a523-af1afbe22822");

  @TempDir Path directory;

  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private ImgapiOptions serve(HttpHandler handler) throws IOException {
    return start(HttpServer.create(anyPort(), 0), "http", handler);
  }

  private ImgapiOptions start(HttpServer made, String scheme, HttpHandler handler) {
    server = made;
    server.createContext("/", handler);
    server.start();
    return options(scheme, server.getAddress().getPort());
  }

  private static ImgapiOptions options(String scheme, int port) {
    return ImgapiOptions.at(
        URI.create(scheme + "://127.0.0.1:" + port), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer<Ping> pinged(HttpHandler handler) throws IOException {
    try (ImgapiClient client = new ImgapiClient(serve(handler))) {
      return client.ping();
    }
  }

  @Test
  void aServiceThatAnswersIsHealthy() throws IOException {
    Answer<Ping> answer =
        pinged(e -> answer(e, 200, "{\"ping\":\"pong\",\"version\":\"4.13.1\",\"imgapi\":true}"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answered.class, a -> assertThat(((Ping) a.value()).version()).isEqualTo("4.13.1"))
        .isInstanceOfSatisfying(
            Answered.class, a -> assertThat(((Ping) a.value()).isHealthy()).isTrue());
  }

  @Test
  void somethingElseIsNoHealthyService() throws IOException {
    assertThat(pinged(e -> answer(e, 200, "{\"ping\":\"pong\"}")))
        .isInstanceOfSatisfying(
            Answered.class, a -> assertThat(((Ping) a.value()).isHealthy()).isFalse());
    server.stop(0);
    assertThat(pinged(e -> answer(e, 200, "hello"))).isInstanceOf(Broken.class);
  }

  @Test
  void aFrontEndWithoutAServiceBehindItIsToldFromTheService() throws IOException {
    assertThat(
            pinged(e -> answer(e, 503, "<html><body><h1>503 Service Unavailable</h1>\nNo server")))
        .isEqualTo(new Declined<Ping>(503, "", "", Speaker.FRONT_END));
    server.stop(0);
    assertThat(pinged(e -> answer(e, 503, "{\"code\":\"InternalError\",\"message\":\"db\"}")))
        .isEqualTo(new Declined<Ping>(503, "InternalError", "db", Speaker.SERVICE));
  }

  @Test
  void nobodyListeningIsNoTimeOut() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(anyPort());
      port = socket.getLocalPort();
    }
    try (ImgapiClient client = new ImgapiClient(options("http", port))) {
      assertThat(client.ping()).isEqualTo(new ConnectionRefused<Ping>());
    }
  }

  @Test
  void aServiceThatSaysNothingTimesOut() throws IOException {
    Duration limit = Duration.ofMillis(200);
    try (ServerSocket silent = new ServerSocket()) {
      silent.bind(anyPort());
      ImgapiOptions options = options("http", silent.getLocalPort()).within(limit);
      try (ImgapiClient client = new ImgapiClient(options)) {
        assertThat(client.ping()).isEqualTo(new TimedOut<Ping>(limit));
      }
    }
  }

  @Test
  void aConnectionThatBreaksIsBroken() throws IOException {
    assertThat(pinged(HttpExchange::close)).isInstanceOf(Broken.class);
  }

  @Test
  void aCertificateNobodyVouchesForIsTlsTroubleUnlessAnybodyIsTrusted() throws Exception {
    KeyStore store =
        SelfSignedCertificate.loadOrCreate(directory.resolve("tls.p12"), Instant.now());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, SelfSignedCertificate.password().toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer https = HttpsServer.create(anyPort(), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    ImgapiOptions options = start(https, "https", e -> answer(e, 404, "{}"));
    try (ImgapiClient client = new ImgapiClient(options)) {
      assertThat(client.ping())
          .isEqualTo(new TlsTrouble<Ping>("nobody that is trusted vouches for the certificate"));
    }
    try (ImgapiClient client = new ImgapiClient(options.trusting(Trust.ANYBODY))) {
      assertThat(client.certificate())
          .isEqualTo(new Answered<>(404, store.getCertificate(store.aliases().nextElement())));
    }
  }

  @Test
  void aServiceWithoutTlsIsTlsTrouble() throws IOException {
    try (ServerSocket plain = new ServerSocket()) {
      plain.bind(anyPort());
      Thread greeter = new Thread(() -> sayPlainly(plain));
      greeter.start();
      try (ImgapiClient client = new ImgapiClient(options("https", plain.getLocalPort()))) {
        assertThat(client.ping())
            .isEqualTo(new TlsTrouble<Ping>("what listens there does not speak TLS"));
      }
    }
    try (ImgapiClient client = new ImgapiClient(serve(e -> answer(e, 200, "{}")))) {
      assertThat(client.certificate()).isInstanceOf(Broken.class);
    }
  }

  private static void sayPlainly(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void imagesAndManifestsAreReadAndChecked() throws IOException {
    AtomicReference<String> asked = new AtomicReference<>("");
    ImgapiOptions options =
        serve(
            e -> {
              asked.set(e.getRequestURI().toString());
              answer(
                  e,
                  200,
                  asked.get().startsWith("/images?")
                      ? "[{\"uuid\":\"" + IMAGE + "\"}]"
                      : "{\"uuid\":\"" + IMAGE + "\"}");
            });
    try (ImgapiClient client = new ImgapiClient(options)) {
      assertThat(client.images(1).map(images -> images.get(0).path("uuid").asText()))
          .isEqualTo(new Answered<>(200, IMAGE.toString()));
      assertThat(asked).hasValue("/images?limit=1");
      assertThat(client.image(IMAGE)).isInstanceOf(Answered.class);
      assertThat(client.image(new UUID(1, 2))).isInstanceOf(Broken.class);
    }
  }

  @Test
  void onlyTheFirstBytesOfAFileAreRead() throws IOException {
    byte[] file = new byte[1 << 24];
    ImgapiOptions options =
        serve(
            e -> {
              e.sendResponseHeaders(200, file.length);
              e.getResponseBody().write(file);
              e.close();
            });
    try (ImgapiClient client = new ImgapiClient(options)) {
      assertThat(client.fileStart(IMAGE, 3))
          .isInstanceOfSatisfying(
              Answered.class,
              a -> {
                FileStart start = (FileStart) a.value();
                assertThat(start.bytes()).isEqualTo(3);
                assertThat(start.size()).hasValue(file.length);
              });
    }
  }

  private record Somebody(PrivateKey key) implements RequestSigner {
    @Override
    public String user() {
      return "bob";
    }

    @Override
    public String algorithm() {
      return "rsa-sha256";
    }

    @Override
    public byte[] sign(byte[] data) {
      try {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
      } catch (java.security.GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void aReloadIsSignedSoThatTheServiceCanVerifyIt() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    AtomicReference<String> date = new AtomicReference<>();
    AtomicReference<String> authorization = new AtomicReference<>();
    ImgapiOptions options =
        serve(
            e -> {
              date.set(e.getRequestHeaders().getFirst("Date"));
              authorization.set(e.getRequestHeaders().getFirst("Authorization"));
              boolean reload =
                  e.getRequestMethod().equals("POST")
                      && e.getRequestURI().getPath().equals("/authkeys/reload");
              answer(e, reload ? 200 : 404, "{}");
            });
    try (ImgapiClient client = new ImgapiClient(options)) {
      assertThat(client.reloadAuthKeys(new Somebody(pair.getPrivate())))
          .isEqualTo(new Answered<Void>(200, null));
    }
    assertThat(date).hasValue("Thu, 05 Nov 2026 06:07:08 GMT");
    Matcher header =
        Pattern.compile("Signature keyId=\"bob\",algorithm=\"rsa-sha256\",signature=\"(.*)\"")
            .matcher(authorization.get());
    assertThat(header.matches()).isTrue();
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(pair.getPublic());
    verifier.update(("date: " + date.get()).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifier.verify(Base64.getDecoder().decode(header.group(1)))).isTrue();
  }

  @Test
  void aRefusedReloadSaysWhatTheServiceSaid() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    ImgapiOptions options =
        serve(e -> answer(e, 401, "{\"code\":\"UnauthorizedError\",\"message\":\"Unauthorized\"}"));
    try (ImgapiClient client = new ImgapiClient(options)) {
      assertThat(client.reloadAuthKeys(new Somebody(pair.getPrivate())))
          .isEqualTo(new Declined<Void>(401, "UnauthorizedError", "Unauthorized", Speaker.SERVICE));
    }
  }

  @Test
  void otherSocketsMayBeUsed() throws IOException {
    ImgapiOptions options = serve(e -> answer(e, 200, "{\"ping\":\"pong\",\"imgapi\":true}"));
    int port = options.base().getPort();
    SocketFactory tunnel =
        new SocketFactory() {
          @Override
          public Socket createSocket() {
            return new Socket() {
              @Override
              public void connect(java.net.SocketAddress address, int limit) throws IOException {
                super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limit);
              }
            };
          }

          @Override
          public Socket createSocket(String host, int to) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Socket createSocket(String host, int to, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Socket createSocket(InetAddress host, int to) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Socket createSocket(InetAddress host, int to, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
          }
        };
    try (ImgapiClient client = new ImgapiClient(options("http", 1).over(tunnel))) {
      assertThat(client.ping()).isInstanceOf(Answered.class);
    }
  }
}
