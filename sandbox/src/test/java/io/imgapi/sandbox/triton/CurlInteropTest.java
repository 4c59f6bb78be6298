/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.Tool.Ran;
import io.imgapi.sandbox.zone.SmallSetUp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sandbox's services as curl sees them with the options of the {@code sdc-*} programs:
 * triton-apis.md 0, 2 and 4 to 9. Skipped where there is no curl, unless IMGAPI_INTEROP_LDAP is 1.
 */
@Tag("interop")
class CurlInteropTest {
  private static final String IMAGE = "abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002";
  private static final String LOCAL_IMAGE = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  private static final String SERVICE = "5c1ac88b-0000-4000-8000-00000000ab01";
  private static final String SIZE = "73a1ca34-1e30-48c7-8681-70314a9c67d3";
  private static final String POOL = "e967a42b-312d-490c-b753-c4768d9f2091";
  private static final String VM = "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001";
  private static final String NOTHING = "00000000-4b1e-4a52-ae6e-2d3ba5e1c009";
  private static final String REQUEST = "6ad3a288-31cf-44e0-8d18-9b3f2a031067";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private Sandbox sandbox;
  private TritonSandbox triton;

  @BeforeAll
  static void requireTools() {
    Tool.require("IMGAPI_INTEROP_LDAP", "curl", "curl");
  }

  @BeforeEach
  void start() throws Exception {
    Path program = SmallSetUp.write(directory, directory.resolve("trouble"));
    sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(directory.resolve("sandbox"))
                .http()
                .withProgram(List.of(program.toString())));
    triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    triton.close();
    sandbox.close();
  }

  /** What curl printed: the status, the headers by their lower-case names, the body. */
  private record Answer(int status, Map<String, String> headers, String text) {
    JsonNode body() throws IOException {
      return JSON.readTree(text);
    }

    String code() throws IOException {
      return body().path("code").asText();
    }

    String message() throws IOException {
      return body().path("message").asText();
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private Answer curl(String service, String target, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("curl", "-4", "--connect-timeout", "10", "-sS", "-i", "-k"));
    for (String header :
        List.of("accept: application/json", "accept-version: *", "x-request-id: " + REQUEST)) {
      command.addAll(List.of("-H", header));
    }
    command.addAll(List.of(more));
    command.add(triton.url(service) + target);
    Ran ran = Tool.run(directory, Map.of(), "", command.toArray(String[]::new));
    assertThat(ran.status()).as(ran.err()).isZero();
    int end = ran.out().indexOf("\r\n\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> head = ran.out().substring(0, end).lines().toList();
    for (String line : head.subList(1, head.size())) {
      String[] words = line.split(": *", 2);
      headers.put(words[0].toLowerCase(Locale.ROOT), words[1]);
    }
    return new Answer(
        Integer.parseInt(head.get(0).split(" ")[1]), headers, ran.out().substring(end + 4));
  }

  private Answer send(String method, String service, String target, String json) throws Exception {
    return curl(
        service, target, "-X", method, "-H", "content-type: application/json", "--data", json);
  }

  private JsonNode ended(JsonNode begun) throws Exception {
    while (true) {
      Answer now = curl("workflow", "/jobs/" + begun.path("job_uuid").asText());
      String execution = now.body().path("execution").asText();
      if (!execution.equals("queued") && !execution.equals("running")) {
        return now.body();
      }
    }
  }

  @Test
  void every_answer_has_the_headers_and_errors_of_restify() throws Exception {
    for (String service : TritonSandbox.SERVICES) {
      Answer unknown = curl(service, "/x");
      assertThat(unknown.status()).as(service).isEqualTo(404);
      assertThat(unknown.code()).as(service).isEqualTo("ResourceNotFound");
      assertThat(unknown.message()).as(service).isEqualTo("/x does not exist");
      assertThat(unknown.header("content-type")).as(service).isEqualTo("application/json");
      assertThat(unknown.header("x-request-id")).as(service).isEqualTo(REQUEST);
      assertThat(unknown.header("date")).as(service).endsWith(" GMT");
      assertThat(unknown.header("server")).as(service).matches(".+/.+");
    }
    Answer verb = send("PUT", "papi", "/packages", "{}");
    assertThat(verb.status()).isEqualTo(405);
    assertThat(verb.code()).isEqualTo("MethodNotAllowed");
  }

  @Test
  void sapi_tells_of_the_data_centre() throws Exception {
    Answer found = curl("sapi", "/applications?name=sdc");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body()).hasSize(1);
    JsonNode sdc = found.body().get(0);
    assertThat(sdc.fieldNames())
        .toIterable()
        .contains("uuid", "name", "owner_uuid", "params", "metadata", "manifests");
    assertThat(sdc.path("metadata").fieldNames())
        .toIterable()
        .contains(
            "datacenter_name",
            "dns_domain",
            "ufds_admin_uuid",
            "ufds_admin_login",
            "ufds_domain",
            "ufds_is_master",
            "ufds_ldap_root_dn",
            "ufds_ldap_root_pw",
            "update_channel",
            "SAPI_SERVICE",
            "VMAPI_SERVICE",
            "IMGAPI_SERVICE",
            "PAPI_SERVICE",
            "NAPI_SERVICE",
            "WORKFLOW_SERVICE");
    assertThat(sdc.path("metadata").path("ufds_is_master").isTextual()).isTrue();
    assertThat(sdc.path("metadata").path("VMAPI_SERVICE").asText()).doesNotContain("http");
    Answer none = curl("sapi", "/applications?name=none");
    assertThat(none.status()).as("not 404, whatever its documentation says").isEqualTo(200);
    assertThat(none.body()).isEmpty();
    Answer service =
        curl("sapi", "/services?name=imgapi&application_uuid=" + sdc.path("uuid").asText());
    assertThat(service.body()).hasSize(1);
    assertThat(service.body().get(0).path("uuid").asText()).isEqualTo(SERVICE);
    assertThat(service.body().get(0).path("type").asText()).isEqualTo("vm");
    assertThat(curl("sapi", "/services?name=imgapi&application_uuid=" + NOTHING).body()).isEmpty();
    Answer absent = curl("sapi", "/services/" + NOTHING);
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.message()).isEqualTo("no such service: " + NOTHING);
    assertThat(curl("sapi", "/mode").text()).isEqualTo("\"full\"");
    assertThat(curl("sapi", "/ping").body().path("storType").asText())
        .isEqualTo("MorayLocalStorage");
  }

  @Test
  void sapi_updates_replaces_and_deletes() throws Exception {
    String target = "/services/" + SERVICE;
    Answer updated =
        send("PUT", "sapi", target, "{\"metadata\":{\"A\":false,\"B\":{\"c\":1},\"D\":\"d\"}}");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.body().path("uuid").asText()).isEqualTo(SERVICE);
    assertThat(updated.body().path("metadata").path("A").isBoolean()).isTrue();
    assertThat(updated.body().path("metadata").has("SERVICE_NAME")).as("left alone").isTrue();
    send(
        "PUT",
        "sapi",
        target,
        "{\"action\":\"update\",\"metadata\":{\"B\":{\"e\":2}},\"params\":{\"p\":1}}");
    JsonNode now = curl("sapi", target).body();
    assertThat(now.path("metadata").path("B").has("c")).as("nested objects are whole").isFalse();
    assertThat(now.path("params").path("p").asInt()).isEqualTo(1);
    send("PUT", "sapi", target, "{\"action\":\"delete\",\"metadata\":{\"A\":\"any\",\"none\":1}}");
    now = curl("sapi", target).body();
    assertThat(now.path("metadata").has("A")).isFalse();
    assertThat(now.path("metadata").path("D").asText()).isEqualTo("d");
    send("PUT", "sapi", target, "{\"action\":\"replace\",\"metadata\":{\"only\":1}}");
    now = curl("sapi", target).body();
    assertThat(now.path("metadata")).hasSize(1);
    assertThat(now.path("params").path("p").asInt()).as("was not named").isEqualTo(1);

    Answer unknown = send("PUT", "sapi", target, "{\"action\":\"shred\",\"metadata\":{}}");
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.code()).isEqualTo("InvalidArgument");
    Answer absent = send("PUT", "sapi", "/services/" + NOTHING, "{\"metadata\":{}}");
    assertThat(absent.status()).as("a plain error").isEqualTo(500);
    assertThat(absent.body().has("code")).isFalse();
    assertThat(absent.message()).startsWith("updateObject failed: no record").endsWith(NOTHING);
  }

  @Test
  void papi_counts_filters_and_pages() throws Exception {
    Answer active = curl("papi", "/packages?active=true&owner_uuids=" + TritonSandbox.OPERATOR);
    assertThat(active.status()).isEqualTo(200);
    assertThat(active.header("x-resource-count")).isEqualTo(Integer.toString(active.body().size()));
    for (JsonNode one : active.body()) {
      assertThat(one.fieldNames())
          .toIterable()
          .contains(
              "uuid",
              "name",
              "version",
              "active",
              "cpu_cap",
              "max_lwps",
              "max_physical_memory",
              "max_swap",
              "quota",
              "zfs_io_priority");
    }
    Answer page = curl("papi", "/packages?limit=2&offset=1");
    assertThat(page.body()).hasSize(2);
    assertThat(page.header("x-resource-count")).as("of all").isEqualTo("5");
    assertThat(curl("papi", "/packages?name=sample-%7B%5C2a%7D").body())
        .as("a star that is escaped")
        .isEmpty();
    assertThat(curl("papi", "/packages/" + SIZE).body().path("name").asText())
        .isEqualTo("sample-2G");
    Answer absent = curl("papi", "/packages/" + NOTHING);
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.message()).isEqualTo("Package " + NOTHING + " does not exist");
  }

  @Test
  void napi_is_strict_and_sorted() throws Exception {
    String owner = "?provisionable_by=" + TritonSandbox.OPERATOR;
    Answer pools = curl("napi", "/network_pools" + owner);
    assertThat(pools.status()).isEqualTo(200);
    assertThat(pools.body().findValuesAsText("uuid")).hasSize(2).isSorted();
    assertThat(pools.body().get(0).has("nic_tags_present")).isTrue();
    Answer networks = curl("napi", "/networks" + owner + "&fabric=false");
    assertThat(networks.body().findValuesAsText("name")).hasSize(2).isSorted();
    assertThat(networks.body().findValuesAsText("nic_tag")).contains("external", "admin");
    for (String wrong :
        List.of("provisionable_by=x", "nonsense=1", "limit=0", "limit=1001", "offset=-1")) {
      Answer refused = curl("napi", "/networks?" + wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.code()).as(wrong).startsWith("InvalidParameter");
      assertThat(refused.body().path("errors").get(0).path("field").asText())
          .isEqualTo(wrong.split("=")[0]);
    }
    assertThat(curl("napi", "/networks/" + NOTHING).status()).isEqualTo(404);
  }

  @Test
  void imgapi_imports_by_a_job_and_shares() throws Exception {
    Answer local = curl("imgapi", "/images/" + LOCAL_IMAGE);
    assertThat(local.header("etag")).isNotEmpty();
    assertThat(local.body().path("state").asText()).isEqualTo("active");
    Answer absent = curl("imgapi", "/images/" + IMAGE);
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.code()).isEqualTo("ResourceNotFound");

    String target =
        "/images/%s?action=import-remote&source=%s"
            .formatted(
                IMAGE,
                URLEncoder.encode(
                    triton.url("updates") + "/?channel=release", StandardCharsets.UTF_8));
    Answer begun = curl("imgapi", target, "-X", "POST");
    assertThat(begun.status()).as("not 202").isEqualTo(200);
    assertThat(begun.header("workflow-api")).isEqualTo(triton.url("workflow").toString());
    assertThat(begun.body().path("image_uuid").asText()).isEqualTo(IMAGE);
    JsonNode job = ended(begun.body());
    assertThat(job.path("execution").asText()).isEqualTo("succeeded");
    assertThat(job.path("chain_results").findValuesAsText("name"))
        .containsExactly(
            "origin_import_images", "import_image", "add_image_file", "activate_image");
    assertThat(curl("imgapi", "/images/" + IMAGE).body().path("owner").asText())
        .as("nobody's becomes the administrator's")
        .isEqualTo(TritonSandbox.ADMIN);
    Answer again = curl("imgapi", target, "-X", "POST");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("ImageUuidAlreadyExists");
    Answer missing = curl("imgapi", "/images/" + NOTHING + "?action=import-remote", "-X", "POST");
    assertThat(missing.status()).isEqualTo(422);
    Answer nowhere =
        curl("imgapi", target.replace(IMAGE, NOTHING), "-X", "POST", "--data-binary", "");
    assertThat(nowhere.status()).isEqualTo(503);
    assertThat(nowhere.code()).isEqualTo("RemoteSourceError");

    String acl = "/images/" + IMAGE + "/acl?action=";
    String account = "[\"" + TritonSandbox.OPERATOR + "\"]";
    assertThat(send("POST", "imgapi", acl + "add", account).body().path("acl")).hasSize(1);
    Answer shared = send("POST", "imgapi", acl + "add", account);
    assertThat(shared.body().path("acl")).as("it can be repeated").hasSize(1);
    assertThat(shared.header("etag")).isNotEmpty();
    assertThat(send("POST", "imgapi", acl + "remove", account).body().has("acl")).isFalse();
    for (String wrong : List.of("{}", "[\"x\"]")) {
      Answer refused = send("POST", "imgapi", acl + "add", wrong);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("InvalidParameter");
      assertThat(refused.body().path("errors").get(0).path("field").asText()).isEqualTo("acl");
    }
  }

  private static String vm(String more) {
    return """
    {"uuid":"%s","alias":"img0","owner_uuid":"%s","billing_id":"%s","networks":[{"uuid":"%s"}],
     "brand":"joyent","image_uuid":"%s","delegate_dataset":true,
     "tags":{"triton.cns.services":"imagesjo"},
     "customer_metadata":{"user-script":"/opt/smartdc/boot/standalone/user-script"}%s}"""
        .formatted(VM, TritonSandbox.OPERATOR, SIZE, POOL, LOCAL_IMAGE, more);
  }

  @Test
  void vmapi_makes_and_reprovisions_by_jobs() throws Exception {
    assertThat(curl("vmapi", "/vms/" + VM).status()).isEqualTo(404);
    Answer begun = send("POST", "vmapi", "/vms", vm(""));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.header("workflow-api")).isEqualTo(triton.url("workflow").toString());
    assertThat(begun.body().path("vm_uuid").asText()).isEqualTo(VM);
    assertThat(curl("vmapi", "/vms/" + VM).status()).as("there at once").isEqualTo(200);
    JsonNode job = ended(begun.body());
    assertThat(job.path("execution").asText()).as(job.toString()).isEqualTo("succeeded");
    assertThat(job.path("vm_uuid").asText()).isEqualTo(VM);
    assertThat(job.path("params").path("x-request-id").asText()).isEqualTo(REQUEST);

    JsonNode made = curl("vmapi", "/vms/" + VM + "?sync=true").body();
    assertThat(made.path("state").asText()).isEqualTo("running");
    assertThat(made.path("datasets").get(0).asText()).isEqualTo("zones/" + VM + "/data");
    assertThat(made.path("nics").get(0).path("primary").asBoolean()).isTrue();
    assertThat(made.path("image_uuid").asText()).isEqualTo(LOCAL_IMAGE);
    String listed = "/vms?owner_uuid=" + TritonSandbox.OPERATOR + "&alias=img0&state=active";
    assertThat(curl("vmapi", listed).body()).hasSize(1);
    assertThat(curl("vmapi", listed).header("x-joyent-resource-count")).isEqualTo("1");
    assertThat(curl("vmapi", "/vms?tag.triton.cns.services=imagesjo").body()).hasSize(1);
    JsonNode balancers = curl("vmapi", "/vms?tag.manta_role=loadbalancer").body();
    assertThat(balancers).hasSize(1);
    assertThat(balancers.get(0).path("alias").asText()).isEqualTo("loadbalancer0");

    Answer twice = send("POST", "vmapi", "/vms", vm(""));
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.code()).isEqualTo("ValidationFailed");
    assertThat(twice.message()).isEqualTo("Invalid VM parameters");
    assertThat(twice.body().path("errors").findValuesAsText("code")).containsOnly("Duplicate");
    assertThat(twice.body().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("alias", "uuid");

    String reprovision = "/vms/" + VM + "?action=reprovision";
    Answer again = send("POST", "vmapi", reprovision, "{\"image_uuid\":\"" + LOCAL_IMAGE + "\"}");
    assertThat(again.status()).isEqualTo(202);
    assertThat(ended(again.body()).path("execution").asText()).isEqualTo("succeeded");
    assertThat(send("POST", "vmapi", reprovision, "{}").code()).isEqualTo("ValidationFailed");
    assertThat(curl("vmapi", "/vms/" + VM + "/jobs?execution=succeeded").body()).hasSize(2);
    assertThat(curl("vmapi", "/vms/" + VM + "/jobs?execution=running").body()).isEmpty();
  }

  @Test
  void vmapi_refuses_what_cannot_be() throws Exception {
    Answer secret = send("POST", "vmapi", "/vms", vm(",\"customer_metadata\":{\"root_pw\":\"x\"}"));
    assertThat(secret.status()).isEqualTo(409);
    assertThat(secret.code()).isEqualTo("ValidationFailed");
    Answer image = send("POST", "vmapi", "/vms", vm("").replace(LOCAL_IMAGE, NOTHING));
    assertThat(image.body().path("errors").get(0).path("field").asText()).isEqualTo("image_uuid");
    assertThat(image.body().path("errors").get(0).path("message").asText())
        .isEqualTo("Image must be active and not disabled");
    Answer unknown = curl("vmapi", "/vms?colour=blue");
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.code()).isEqualTo("ValidationFailed");
    Answer nobody =
        send("POST", "vmapi", "/vms/" + NOTHING + "?action=reprovision", "{\"image_uuid\":\"x\"}");
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.message()).isEqualTo("VM not found");
  }

  @Test
  void workflow_lists_jobs_and_knows_the_words_for_their_states() throws Exception {
    Answer absent = curl("workflow", "/jobs/" + NOTHING);
    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.code()).isEqualTo("ResourceNotFound");
    ended(send("POST", "vmapi", "/vms", vm("")).body());
    Answer done = curl("workflow", "/jobs?execution=succeeded&task=provision&vm_uuid=" + VM);
    assertThat(done.body()).hasSize(1);
    assertThat(done.header("x-count")).isEqualTo("1");
    String uuid = done.body().get(0).path("uuid").asText();
    assertThat(curl("workflow", "/jobs/" + uuid).header("request-id")).isEqualTo(REQUEST);
    assertThat(curl("workflow", "/jobs?execution=queued").body()).isEmpty();
    assertThat(curl("workflow", "/jobs?execution=waiting").status()).isEqualTo(409);
  }

  @Test
  void the_updates_server_speaks_tls_and_has_channels() throws Exception {
    assertThat(triton.url("updates").getScheme()).isEqualTo("https");
    Answer channels = curl("updates", "/channels");
    assertThat(channels.status()).isEqualTo(200);
    assertThat(channels.body().findValuesAsText("name"))
        .containsExactlyInAnyOrder("experimental", "dev", "staging", "release", "support");
    Answer images = curl("updates", "/images?channel=release&name=imgapi");
    assertThat(images.body().findValuesAsText("published_at")).hasSize(2).isSorted();
    Answer unknown = curl("updates", "/images?channel=xyz");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.message()).isEqualTo("unknown channel: xyz");
    assertThat(unknown.body().path("errors").get(0).path("field").asText()).isEqualTo("channel");
  }
}
