/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.tls.SelfSignedCertificate;
import io.imgapi.sandbox.triton.Trusting;
import io.imgapi.sandbox.triton.http.ApiServer;
import io.imgapi.sandbox.triton.state.Records;
import io.imgapi.sandbox.triton.ufds.Keys;
import io.imgapi.sandbox.triton.ufds.UfdsAccounts;
import io.imgapi.sandbox.triton.ufds.UfdsServers;
import io.imgapi.sandbox.triton.vmapi.Machines;
import io.imgapi.sandbox.triton.vmapi.VmSync;
import io.imgapi.sandbox.wire.WireSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudAPI as the wire has it, in a data centre whose UFDS is a slave. */
class CloudapiRoutesTest {
  private static final String USER = "d4bb1b60-9172-4c58-b964-fe58a9989708";
  private static final String OTHER = "d4bb1b60-9172-4c58-b964-fe58a9989709";
  private static final String VM = "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001";
  private static final String GONE = "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c002";
  private static final String THEIRS = "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c003";
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path directory;
  private final List<String> told = new ArrayList<>();
  private final WireSigner signer = WireSigner.ecdsa("joyops", 256, "sha256");
  private final HttpClient http =
      HttpClient.newBuilder()
          .sslContext(Trusting.anybody())
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private UfdsServers ufds;
  private UfdsAccounts accounts;
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    ApiServer.Tls tls =
        new ApiServer.Tls(
            SelfSignedCertificate.loadOrCreate(directory.resolve("c.p12"), NOW),
            SelfSignedCertificate.password());
    ufds =
        UfdsServers.start(
            new UfdsServers.Setting(
                directory,
                "hush",
                tls,
                clock,
                1,
                new TellingTale(),
                Optional.of(new UfdsServers.Master("other", Duration.ZERO, Sleeper.system()))));
    ufds.account(USER, "joyops", Map.of("approved_for_provisioning", "true"));
    ufds.account(OTHER, "retired", Map.of("disabled", "true"));
    accounts = new UfdsAccounts(ufds);
    accounts.addKey(USER, "mine", signer.publicLine());
    Records vms = Records.open(directory.resolve("vms.json"));
    vms.put(vm(VM, "images0", USER, "running"));
    vms.put(vm(GONE, "images1", USER, "destroyed"));
    vms.put(vm(THEIRS, "images0", OTHER, "running"));
    server =
        ApiServer.start(
            new ApiServer.Setting("cloudapi", directory, Optional.of(tls), new FaultPlan(1), clock),
            CloudapiRoutes.of(
                accounts,
                new MachineView(
                    vms,
                    Records.open(directory.resolve("packages.json")),
                    new VmSync(vms, new TalkingZones(), clock)),
                clock));
  }

  @AfterEach
  void stop() {
    server.close();
    ufds.close();
  }

  private static ObjectNode vm(String uuid, String alias, String owner, String state) {
    ObjectNode vm =
        JSON.createObjectNode()
            .put("uuid", uuid)
            .put("alias", alias)
            .put("owner_uuid", owner)
            .put("state", state);
    vm.putObject("customer_metadata").put("mantaUser", "joyops").put("root_pw", "secret");
    return vm;
  }

  private record Answer(int status, JsonNode body, HttpResponse<String> whole) {
    String code() {
      return body.path("code").asText();
    }
  }

  private Answer ask(WireSigner as, String method, String target, String body) throws Exception {
    return ask(as, method, target, body, NOW, true);
  }

  private Answer get(String target) throws Exception {
    return ask(signer, "GET", target, "");
  }

  private Answer ask(
      WireSigner as, String method, String target, String body, Instant at, boolean withTarget)
      throws Exception {
    String date = WireSigner.date(at);
    String signed =
        "(request-target): %s %s\ndate: %s"
            .formatted(method.toLowerCase(Locale.ROOT), target, date);
    String authorization =
        withTarget
            ? "Signature keyId=\"%s\",algorithm=\"%s\",headers=\"(request-target) date\",signature=\"%s\""
                .formatted(as.keyId(), as.algorithm(), as.sign(signed))
            : as.authorization(date);
    return send(
        request(target)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("date", date)
            .header("authorization", authorization)
            .header("accept-version", "~9||~8")
            .build());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(server.url() + target));
  }

  private Answer send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
  }

  @Test
  void every_family_of_keys_may_sign_the_target_or_the_date_alone() throws Exception {
    for (WireSigner one :
        List.of(
            WireSigner.rsa("joyops", "sha256"),
            WireSigner.rsa("joyops", "sha384"),
            WireSigner.ecdsa("joyops", 384, "sha384"),
            WireSigner.ecdsa("joyops", 521, "sha512"),
            WireSigner.ed25519("joyops"))) {
      accounts.addKey(USER, one.fingerprint(), one.publicLine());
      assertThat(ask(one, "GET", "/my/keys?a=b%20c", "").status())
          .as(one.algorithm())
          .isEqualTo(200);
      assertThat(ask(one, "GET", "/joyops/keys", "", NOW, false).status()).isEqualTo(200);
    }
  }

  @Test
  void whoever_is_not_known_is_refused() throws Exception {
    assertThat(send(request("/my/keys").build()).code()).isEqualTo("InvalidCredentials");
    WireSigner stranger = WireSigner.ecdsa("joyops", 256, "sha256");
    Answer refused = ask(stranger, "GET", "/my/keys", "");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("InvalidCredentials");
    for (int seconds : new int[] {-301, 301}) {
      assertThat(ask(signer, "GET", "/my/keys", "", NOW.plusSeconds(seconds), true).status())
          .isEqualTo(401);
    }
    for (int seconds : new int[] {-300, 300}) {
      assertThat(ask(signer, "GET", "/my/keys", "", NOW.plusSeconds(seconds), true).status())
          .isEqualTo(200);
    }
    WireSigner retired = WireSigner.ecdsa("retired", 256, "sha256");
    accounts.addKey(OTHER, "", retired.publicLine());
    assertThat(ask(retired, "GET", "/my/keys", "").code()).isEqualTo("NotAuthorized");
    assertThat(get("/retired/keys").status()).isEqualTo(403);
  }

  @Test
  void a_version_that_is_not_there_is_refused() throws Exception {
    for (Map.Entry<String, String> range :
        Map.of("~9", "9.0.0", "~8", "8.0.0", "*", "9.0.0", "~9||~8", "9.0.0").entrySet()) {
      assertThat(asking(range.getKey()).whole().headers().firstValue("api-version"))
          .contains(range.getValue());
    }
    assertThat(asking("~6").code()).isEqualTo("InvalidVersion");
    assertThat(asking("nonsense").status()).isEqualTo(400);
  }

  private Answer asking(String range) throws Exception {
    String date = WireSigner.date(NOW);
    return send(
        request("/my/keys")
            .header("date", date)
            .header("authorization", signer.authorization(date))
            .header("accept-version", range)
            .build());
  }

  @Test
  void keys_come_and_go_by_way_of_the_master() throws Exception {
    String line = WireSigner.ed25519("joyops").publicLine();
    Answer added = ask(signer, "POST", "/my/keys", key(line + "\n", ""));
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.body().path("name").asText()).as("the comment").isEqualTo("test");
    String fingerprint = added.body().path("fingerprint").asText();
    assertThat(added.whole().headers().firstValue("location")).contains("/my/keys/test");
    assertThat(told).last().isEqualTo("+" + USER);
    assertThat(get("/my/keys").body().findValuesAsText("name")).contains("mine", "test");
    assertThat(get("/my/keys/" + fingerprint.replace(":", "%3A")).body()).isEqualTo(added.body());
    for (String again :
        new String[] {
          key(line, "elsewhere"),
          key(WireSigner.ed25519("joyops").publicLine(), "test"),
          key("nonsense", "x")
        }) {
      Answer refused = ask(signer, "POST", "/my/keys", again);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().path("message").asText())
          .isEqualTo("key already exists or is invalid");
    }
    assertThat(ask(signer, "POST", "/my/keys", "{}").code()).isEqualTo("MissingParameter");
    String target = "/my/keys/" + fingerprint.replace(":", "%3A");
    assertThat(ask(signer, "DELETE", target, "").status()).isEqualTo(204);
    assertThat(ask(signer, "DELETE", target, "").status()).isEqualTo(404);
    assertThat(told).last().isEqualTo("-" + USER);
  }

  private static String key(String line, String name) {
    ObjectNode body = JSON.createObjectNode().put("key", line);
    return (name.isEmpty() ? body : body.put("name", name)).toString();
  }

  @Test
  void machines_are_those_of_the_account() throws Exception {
    JsonNode found = get("/my/machines?name=images0").body();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("id").asText()).isEqualTo(VM);
    assertThat(get("/my/machines?name=images").body()).isEmpty();
    assertThat(get("/my/machines").body()).as("without destroyed ones").hasSize(1);
    JsonNode machine = get("/my/machines/" + VM).body();
    assertThat(machine.path("name").asText()).isEqualTo("images0");
    assertThat(machine.path("metadata").path("mantaUser").asText()).isEqualTo("joyops");
    assertThat(machine.path("metadata").path("instPubKey").asText()).isEqualTo("the zone's");
    assertThat(machine.path("metadata").has("root_pw")).isFalse();
    Answer gone = get("/my/machines/" + GONE);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.body().path("state").asText()).isEqualTo("deleted");
    assertThat(get("/my/machines/" + THEIRS).status()).isEqualTo(404);
  }

  private final class TellingTale implements Keys {
    @Override
    public void added(String user, String openssh) {
      told.add("+" + user);
    }

    @Override
    public void removed(String user, String md5) {
      told.add("-" + user);
    }
  }

  /** Zones that only tell what their metadata is. */
  private static final class TalkingZones implements Machines {
    @Override
    public Running create(String uuid, String alias, Map<String, String> metadata) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Running reprovision(String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void destroy(String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void discard(String uuid, String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void changeMetadata(String alias, Map<String, Optional<String>> changes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> metadata(String alias, String key) {
      return Optional.of("the zone's");
    }
  }
}
