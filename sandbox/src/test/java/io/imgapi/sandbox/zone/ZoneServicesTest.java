/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.program.ZoneShell;
import io.imgapi.sandbox.zone.program.ZoneShell.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services of a zone by what they answer: operator-scripts.md 7.5, triton-apis.md 10. */
class ZoneServicesTest {

  @TempDir Path directory;
  private final ObjectMapper mapper = new ObjectMapper();
  private Sandbox sandbox;
  private ZoneReport report;
  private ZoneShell zone;

  @BeforeEach
  void boot() throws Exception {
    Path program = SmallSetUp.write(directory, directory.resolve("trouble"));
    sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(directory.resolve("d"))
                .http()
                .withProgram(List.of(program.toString())));
    report = sandbox.runtime().boot(new ZoneRequest("images0", Map.of(), false, false));
    zone = new ZoneShell(Path.of(report.root()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** Returns an answer's body, or its status when it is not a good one. */
  private static String get(String url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    if (connection instanceof HttpsURLConnection https) {
      SSLContext anyCertificate = SSLContext.getInstance("TLS");
      anyCertificate.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
      https.setSSLSocketFactory(anyCertificate.getSocketFactory());
      https.setHostnameVerifier((host, session) -> true);
    }
    int status = connection.getResponseCode();
    if (status != 200) {
      return Integer.toString(status);
    }
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private void refuses(String url) {
    assertThatThrownBy(() -> get(url)).isInstanceOf(ConnectException.class);
  }

  private Ended svcadm(String... arguments) throws Exception {
    return zone.run("/usr/sbin/svcadm", arguments);
  }

  private Path at(String path) {
    return Path.of(report.root()).resolve(path.substring(1));
  }

  private Path config() {
    return at("/data/imgapi/etc/imgapi.config.json");
  }

  private void configure(String key, String value) throws IOException {
    ObjectNode config = (ObjectNode) mapper.readTree(Files.readString(config()));
    config.set(key, mapper.readTree(value));
    Files.writeString(config(), config.toString());
  }

  private String reasonOf(String service) {
    return sandbox.runtime().list().get(0).services().stream()
        .filter(one -> one.name().equals(service))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  @Test
  void bothAnswerAndTheFrontEndSaysWhenThereIsNobodyBehindIt() throws Exception {
    assertThat(report.up()).isTrue();
    assertThat(get(report.http() + "/ping")).contains("pong");
    assertThat(get(report.https() + "/ping")).contains("pong");
    assertThat(svcadm("disable", "-s", "imgapi").status()).isZero();
    refuses(report.http() + "/ping");
    assertThat(get(report.https() + "/ping")).isEqualTo("503");
    assertThat(svcadm("enable", "-s", "imgapi").status()).isZero();
    assertThat(get(report.https() + "/ping")).contains("pong");
    assertThat(svcadm("disable", "-s", "haproxy").status()).isZero();
    refuses(report.https() + "/ping");
    assertThat(get(report.http() + "/ping")).contains("pong");
    assertThat(svcadm("enable", "-s", "site/haproxy").status()).isZero();
    assertThat(get(report.https() + "/ping")).contains("pong");
  }

  @Test
  void bothAreGoneWithTheSandboxAndComeBackAtTheSamePorts() throws Exception {
    sandbox.close();
    refuses(report.http() + "/ping");
    refuses(report.https() + "/ping");
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("d")).http());
    assertThat(sandbox.runtime().list()).containsExactly(report);
    assertThat(get(report.http() + "/ping")).contains("pong");
    assertThat(get(report.https() + "/ping")).contains("pong");
  }

  @Test
  void aConfigurationThatCannotBeReadIsMaintenanceUntilItIsCorrectedAndCleared() throws Exception {
    String good = Files.readString(config());
    Files.writeString(config(), "{");
    svcadm("restart", "imgapi");
    assertThat(svcadm("enable", "-s", "imgapi").status()).isEqualTo(3);
    assertThat(reasonOf("imgapi")).contains("imgapi.config.json").contains("not JSON");
    assertThat(zone.run("/usr/bin/svcs", "-x").out()).contains("not JSON");
    assertThat(get(report.https() + "/ping")).isEqualTo("503");
    Files.writeString(config(), good);
    assertThat(svcadm("clear", "imgapi").status()).isZero();
    assertThat(svcadm("enable", "-s", "imgapi").status()).isZero();
    assertThat(get(report.https() + "/ping")).contains("pong");
  }

  @Test
  void aPortThatIsTakenAndAnAddressForOthersAreMaintenance() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configure("port", Integer.toString(taken.getLocalPort()));
      svcadm("restart", "imgapi");
      assertThat(svcadm("enable", "-s", "imgapi").status()).isEqualTo(3);
      assertThat(reasonOf("imgapi")).contains("port " + taken.getLocalPort()).contains("in use");
    }
    configure("address", "\"0.0.0.0\"");
    svcadm("clear", "imgapi");
    assertThat(svcadm("enable", "-s", "imgapi").status()).isEqualTo(3);
    assertThat(reasonOf("imgapi")).contains("loopback");
    Path front = at("/opt/smartdc/imgapi/etc/standalone/haproxy.cfg");
    Files.writeString(front, Files.readString(front).replace("bind 127.0.0.1", "bind 0.0.0.0"));
    svcadm("restart", "haproxy");
    assertThat(svcadm("enable", "-s", "haproxy").status()).isEqualTo(3);
    assertThat(reasonOf("haproxy")).contains("loopback");
  }

  @Test
  void aCertificateThatCannotBeUsedIsMaintenance() throws Exception {
    Files.writeString(at("/data/imgapi/etc/cert.pem"), "no certificate");
    svcadm("restart", "haproxy");
    assertThat(svcadm("enable", "-s", "haproxy").status()).isEqualTo(3);
    assertThat(reasonOf("haproxy")).contains("cert.pem");
    assertThat(get(report.http() + "/ping")).contains("pong");
    assertThatThrownBy(() -> sandbox.runtime().reboot("images0"))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("haproxy does not start")
        .hasMessageContaining("cert.pem");
  }

  @Test
  void thePortOfAnOperatorsChoiceStays() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    configure("port", Integer.toString(free));
    svcadm("restart", "imgapi");
    assertThat(svcadm("enable", "-s", "imgapi").status()).isZero();
    assertThat(get("http://127.0.0.1:" + free + "/ping")).contains("pong");
    assertThat(get(report.https() + "/ping")).contains("pong");
  }

  @Test
  void aZoneLaidOutWithoutASetUpCanBeServedToo() throws Exception {
    Zone laidOut = sandbox.zones().create("images1");
    SampleImages.publishInto(laidOut.root());
    ZoneReport adopted = sandbox.runtime().adopt(laidOut);
    assertThat(adopted.stateOf("imgapi")).isEqualTo("online");
    assertThat(adopted.stateOf("haproxy")).isEqualTo("absent");
    assertThat(get(adopted.http() + "/images")).contains("5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10");
    assertThat(new ZoneShell(laidOut.root()).run("/usr/sbin/mdata-get", "sdc:alias").out())
        .isEqualTo("images1\n");
  }
}
