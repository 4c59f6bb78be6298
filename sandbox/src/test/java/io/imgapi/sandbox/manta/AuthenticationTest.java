/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.wire.MantaFixture;
import io.imgapi.sandbox.wire.Wire.Answer;
import io.imgapi.sandbox.wire.WireSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may: manta-protocol.md 2. */
class AuthenticationTest {

  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private Answer get(String path, Map<String, String> headers) {
    return manta.send("GET", path, headers, new byte[0]);
  }

  private Answer authorized(String authorization) {
    return get(
        "/alice/stor",
        MantaFixture.pairs("date", WireSigner.date(Instant.now()), "authorization", authorization));
  }

  private static Map<String, String> signedBy(WireSigner signer, Instant time) {
    String date = WireSigner.date(time);
    return MantaFixture.pairs("date", date, "authorization", signer.authorization(date));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void everySupportedKeySigns() {
    List<WireSigner> signers =
        List.of(
            WireSigner.rsa("alice", "sha1"),
            WireSigner.rsa("alice", "sha256"),
            WireSigner.rsa("alice", "sha512"),
            WireSigner.ecdsa("alice", 256, "sha1"),
            WireSigner.ecdsa("alice", 256, "sha256"),
            WireSigner.ecdsa("alice", 384, "sha512"),
            WireSigner.ecdsa("alice", 521, "sha512"),
            WireSigner.ed25519("alice"));
    for (WireSigner signer : signers) {
      manta.sandbox().accounts().addKey("alice", signer.publicLine());
      Map<String, String> headers = signedBy(signer, Instant.now());
      assertThat(get("/alice/stor", headers).status()).as(signer.algorithm()).isEqualTo(200);
      assertThat(get("/alice/stor", headers).status()).as("again").isEqualTo(200);
    }
  }

  @Test
  void theHeadersParameterMayBeAbsentOrNameMore() {
    WireSigner signer = manta.signer();
    String date = WireSigner.date(Instant.now());
    String bare =
        "Signature keyId=\""
            + signer.keyId()
            + "\",algorithm=\"ECDSA-SHA256\",signature=\""
            + signer.sign("date: " + date)
            + "\"";
    assertThat(get("/alice/stor", MantaFixture.pairs("date", date, "authorization", bare)).status())
        .isEqualTo(200);
    String text = "date: " + date + "\n(request-target): get /alice/stor?limit=1\nm-x: y";
    String more =
        "Signature keyId=\""
            + signer.keyId()
            + "\",algorithm=\"ecdsa-sha256\",headers=\"date (request-target) m-x\",signature=\""
            + signer.sign(text)
            + "\"";
    Map<String, String> headers =
        MantaFixture.pairs("date", date, "authorization", more, "m-x", "y");
    assertThat(get("/alice/stor?limit=1", headers).status()).isEqualTo(200);
    refused(get("/alice/stor?limit=2", headers), 403, "InvalidSignature");
    headers.put("x-date", date);
    refused(get("/alice/stor?limit=1", headers), 400, "InvalidHeader");
  }

  @Test
  void malformedHeadersAreInvalid() {
    String id = manta.signer().keyId();
    for (String bad :
        List.of(
            "Signature",
            "Signature keyId=\"" + id + "\"",
            "Signature keyId=\"" + id + "\", algorithm=\"rsa-sha256\",signature=\"x\"",
            "Signature keyId=\"" + id + "\",algorithm=\"rsa-sha384\",signature=\"eA==\"",
            "Signature keyId=\"" + id + "\",algorithm=\"ecdsa-sha384\",signature=\"eA==\"",
            "Signature keyId=\"" + id + "\",algorithm=\"hs2019\",signature=\"eA==\"",
            "Signature keyId=\""
                + id
                + "\",algorithm=\"rsa-sha256\",headers=\"host\",signature=\"eA==\"",
            "signature keyId=\"" + id + "\",algorithm=\"rsa-sha256\",signature=\"eA==\"")) {
      Answer answer = authorized(bad);
      assertThat(answer.code()).as(bad).isEqualTo("InvalidHeader");
      assertThat(answer.status()).isEqualTo(400);
    }
    Map<String, String> noDate = manta.signed();
    noDate.remove("date");
    refused(get("/alice/stor", noDate), 400, "InvalidHeader");
  }

  @Test
  void theFailureTable() {
    WireSigner signer = manta.signer();
    refused(authorized("Basic YTpi"), 403, "AuthorizationSchemeNotAllowed");
    refused(authorized("Token abc"), 403, "InvalidAuthenticationToken");
    String rest = "\",algorithm=\"ecdsa-sha256\",signature=\"eA==\"";
    String prints = signer.fingerprint();
    refused(authorized("Signature keyId=\"alice" + rest), 403, "InvalidKeyId");
    refused(authorized("Signature keyId=\"/alice/keys/" + rest), 403, "InvalidKeyId");
    refused(
        authorized("Signature keyId=\"/nobody/keys/" + prints + rest), 403, "AccountDoesNotExist");
    refused(
        authorized("Signature keyId=\"/alice/bob/keys/" + prints + rest), 403, "UserDoesNotExist");
    refused(authorized("Signature keyId=\"/alice/keys/SHA256:abc" + rest), 403, "KeyDoesNotExist");
    refused(
        authorized("Signature keyId=\"/alice/keys/" + prints.toUpperCase(Locale.ROOT) + rest),
        403,
        "KeyDoesNotExist");
    refused(authorized("Signature keyId=\"/alice/keys/" + prints + rest), 403, "InvalidSignature");
    refused(
        authorized(
            "Signature keyId=\""
                + signer.keyId()
                + "\",algorithm=\"hmac-sha256\",signature=\"eA==\""),
        401,
        "InvalidAlgorithm");
    String date = WireSigner.date(Instant.now());
    refused(
        get(
            "/alice/stor",
            MantaFixture.pairs(
                "date",
                date,
                "authorization",
                signer.authorization(date).replace("ecdsa-sha256", "rsa-sha256"))),
        403,
        "InvalidSignature");
    refused(get("/nobody/stor", manta.signed()), 403, "AccountDoesNotExist");
    refused(get("/alice/stor", MantaFixture.pairs()), 403, "AuthorizationFailed");
  }

  @Test
  void theClockMayBeOffByFiveMinutesOnly() {
    WireSigner signer = manta.signer();
    Instant now = Instant.now();
    assertThat(get("/alice/stor", signedBy(signer, now.minusSeconds(290))).status()).isEqualTo(200);
    assertThat(get("/alice/stor", signedBy(signer, now.plusSeconds(290))).status()).isEqualTo(200);
    refused(get("/alice/stor", signedBy(signer, now.minusSeconds(320))), 400, "RequestExpired");
    Answer ahead = get("/alice/stor", signedBy(signer, now.plusSeconds(330)));
    refused(ahead, 400, "InvalidHeader");
    assertThat(ahead.text()).contains("clock skew of 3").contains("s was greater than 300s");
  }

  @Test
  void aStrangerSeesNothingButThePublicTree() {
    WireSigner bob = WireSigner.ecdsa("bob", 256, "sha256");
    manta.sandbox().accounts().addKey("bob", bob.publicLine());
    manta.put("/alice/stor/secret", "x");
    manta.put("/alice/public/open", "y");
    Map<String, String> asBob = signedBy(bob, Instant.now());
    refused(get("/alice/stor/missing", asBob), 404, "ResourceNotFound");
    refused(get("/alice/stor/secret", asBob), 403, "AuthorizationFailed");
    assertThat(get("/alice/public/open", asBob).text()).isEqualTo("y");
    Answer anonymous = get("/alice/public/open", MantaFixture.pairs("origin", "http://x"));
    assertThat(anonymous.text()).isEqualTo("y");
    assertThat(anonymous.header("access-control-allow-origin")).isEqualTo("http://x");
    assertThat(get("/alice/public", MantaFixture.pairs()).status()).isEqualTo(200);
    refused(get("/alice/publicity", MantaFixture.pairs()), 404, "ResourceNotFound");
    refused(
        manta.send("PUT", "/alice/public/new", MantaFixture.pairs(), new byte[0]),
        403,
        "AuthorizationFailed");
    refused(manta.send("PUT", "/alice/public/new", asBob, new byte[0]), 403, "AuthorizationFailed");
    refused(
        get("/alice/public/open", signedBy(WireSigner.ed25519("bob"), Instant.now())),
        403,
        "KeyDoesNotExist");
  }

  @Test
  void keysComeAndGoWhileItRuns() throws Exception {
    WireSigner late = WireSigner.ecdsa("carol", 256, "sha256");
    Map<String, String> headers = signedBy(late, Instant.now());
    refused(get("/carol/stor", headers), 403, "AccountDoesNotExist");
    Path keys = Files.createDirectories(directory.resolve("keys").resolve("carol"));
    Files.writeString(keys.resolve("one.pub"), late.publicLine() + "\n");
    assertThat(get("/carol/stor", headers).status()).isEqualTo(200);
    manta.sandbox().accounts().removeKey("carol", late.fingerprint());
    refused(get("/carol/stor", headers), 403, "KeyDoesNotExist");
    manta.sandbox().accounts().addKey("carol", late.publicLine());
    assertThat(get("/carol/stor", headers).status()).isEqualTo(200);
    Files.createFile(keys.resolve("blocked"));
    manta.sandbox().accounts().createAccount("carol");
    refused(get("/carol/stor", headers), 403, "AccountBlocked");
  }

  private String presigned(
      String method, String path, String host, Map<String, String> parameters) {
    Map<String, String> all = new java.util.TreeMap<>(parameters);
    StringBuilder query = new StringBuilder();
    all.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(
                    java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("+", "%20")));
    String text = method + "\n" + host + "\n" + path + "\n" + query;
    return path
        + "?"
        + query
        + "&signature="
        + java.net.URLEncoder.encode(
            manta.signer().sign(text), java.nio.charset.StandardCharsets.UTF_8);
  }

  private Map<String, String> parameters(Instant expires) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("algorithm", "ECDSA-SHA256");
    parameters.put("expires", Long.toString(expires.getEpochSecond()));
    parameters.put("keyId", manta.signer().keyId());
    return parameters;
  }

  @Test
  void signedUrlsWork() {
    manta.put("/alice/stor/a%20b", "secret");
    int port = manta.sandbox().manta().url().getPort();
    Instant later = Instant.now().plusSeconds(60);
    for (String host : new String[] {"127.0.0.1:" + port, "127.0.0.1"}) {
      String url = presigned("GET", "/alice/stor/a%20b", host, parameters(later));
      assertThat(get(url, MantaFixture.pairs()).text()).as(host).isEqualTo("secret");
      refused(
          manta.send("DELETE", url, MantaFixture.pairs(), new byte[0]), 403, "InvalidSignature");
    }
    String host = "127.0.0.1:" + port;
    Map<String, String> both = parameters(later);
    both.put("method", "PUT,GET");
    String url = presigned("GET,PUT", "/alice/stor/n", host, both);
    assertThat(manta.send("PUT", url, MantaFixture.pairs(), new byte[] {1}).status())
        .isEqualTo(204);
    assertThat(get(url, MantaFixture.pairs()).status()).isEqualTo(200);
    refused(
        manta.send("DELETE", url, MantaFixture.pairs(), new byte[0]),
        403,
        "InvalidQueryStringAuthentication");
  }

  @Test
  void signedUrlsExpireAndNeedEveryPart() {
    String host = "127.0.0.1:" + manta.sandbox().manta().url().getPort();
    String expired =
        presigned("GET", "/alice/stor", host, parameters(Instant.now().minusSeconds(5)));
    refused(get(expired, MantaFixture.pairs()), 403, "InvalidQueryStringAuthentication");
    Map<String, String> partial = parameters(Instant.now().plusSeconds(60));
    partial.remove("algorithm");
    refused(
        get(presigned("GET", "/alice/stor", host, partial), MantaFixture.pairs()),
        403,
        "InvalidQueryStringAuthentication");
    String tampered =
        presigned("GET", "/alice/stor", host, parameters(Instant.now().plusSeconds(60)))
            + "&limit=1";
    refused(get(tampered, MantaFixture.pairs()), 403, "InvalidSignature");
  }

  @Test
  void httpsWorksWithTheSelfSignedCertificate(@TempDir Path other) throws Exception {
    try (var secure =
        io.imgapi.sandbox.Sandbox.start(io.imgapi.sandbox.SandboxOptions.inDirectory(other))) {
      java.security.KeyStore trust =
          io.imgapi.sandbox.tls.SelfSignedCertificate.loadOrCreate(
              other.resolve("certificate.p12"), Instant.now());
      java.security.KeyStore only = java.security.KeyStore.getInstance("PKCS12");
      only.load(null, null);
      only.setCertificateEntry("sandbox", trust.getCertificate("sandbox"));
      var factory =
          javax.net.ssl.TrustManagerFactory.getInstance(
              javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
      factory.init(only);
      var context = javax.net.ssl.SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      var client = java.net.http.HttpClient.newBuilder().sslContext(context).build();
      assertThat(secure.manta().url().getScheme()).isEqualTo("https");
      var answer =
          client.send(
              java.net.http.HttpRequest.newBuilder(secure.manta().url().resolve("/ping")).build(),
              java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
