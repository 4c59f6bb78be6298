/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.workflow.JobFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services as curl would see them: triton-apis.md 2 to 9 and 16. */
class TritonSandboxTest {
  private static final String IMAGE = "abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002";
  private static final String SERVICE = "5c1ac88b-0000-4000-8000-00000000ab01";
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path directory;
  private Sandbox sandbox;
  private TritonSandbox triton;
  private final HttpClient http =
      HttpClient.newBuilder()
          .sslContext(Trusting.anybody())
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory));
    triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    triton.close();
    sandbox.close();
  }

  private record Answer(int status, JsonNode body, HttpResponse<String> whole) {}

  private Answer ask(String service, String method, String target, String body) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(triton.url(service) + target))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("x-request-id", "mine")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
  }

  private Answer asVersion(String range, String target) throws Exception {
    return asVersion("sapi", range, target);
  }

  private Answer asVersion(String service, String range, String target) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(triton.url(service) + target))
                .header("accept-version", range)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
  }

  private Answer get(String service, String target) throws Exception {
    return ask(service, "GET", target, "");
  }

  @Test
  void sapi_names_every_other_service() throws Exception {
    JsonNode apps = get("sapi", "/applications?name=sdc").body();
    assertThat(apps).hasSize(1);
    JsonNode metadata = apps.get(0).path("metadata");
    for (String name : new String[] {"VMAPI", "PAPI", "NAPI", "IMGAPI", "CLOUDAPI", "SAPI"}) {
      String authority = metadata.path(name + "_SERVICE").asText();
      assertThat(authority).startsWith("127.0.0.1:");
    }
    assertThat(metadata.path("ufds_domain").asText()).isEqualTo(triton.ufdsAuthority());
    assertThat(get("sapi", "/applications?name=none").body()).isEmpty();
  }

  private JsonNode sdc() throws Exception {
    return get("sapi", "/applications?name=sdc").body().get(0).path("metadata");
  }

  private void restart(TritonSettings settings) throws IOException {
    triton.close();
    triton = TritonSandbox.start(sandbox, settings);
  }

  @Test
  void sapi_says_where_the_master_is_where_it_is_another() throws Exception {
    TritonSettings settings = TritonSettings.withStep(Duration.ofMillis(1));
    assertThat(sdc().path("ufds_is_master").asText()).isEqualTo("true");
    assertThat(sdc().has("ufds_remote_ip")).isFalse();
    restart(settings.withMaster(new TritonSettings.SeparateMaster(Duration.ZERO, true)));
    assertThat(sdc().path("ufds_is_master").asText()).isEqualTo("false");
    assertThat(triton.ufdsMasterAuthority()).contains(sdc().path("ufds_remote_ip").asText());
    assertThat(sdc().path("ufds_remote_ldap_root_pw").asText())
        .isNotEmpty()
        .isNotEqualTo(sdc().path("ufds_ldap_root_pw").asText());
    restart(settings.withMaster(new TritonSettings.SeparateMaster(Duration.ZERO, false)));
    assertThat(sdc().has("ufds_remote_ldap_root_pw")).isFalse();
    restart(settings);
    assertThat(sdc().path("ufds_is_master").asText()).isEqualTo("true");
    assertThat(sdc().has("ufds_remote_ip")).isFalse();
  }

  @Test
  void sapi_has_two_versions_and_the_first_is_meant_where_none_is_named() throws Exception {
    String service = "/services/" + SERVICE;
    assertThat(get("sapi", service).body().has("type")).isFalse();
    assertThat(asVersion("~1", service).body().has("type")).isFalse();
    assertThat(asVersion("~2", service).body().path("type").asText()).isEqualTo("vm");
    assertThat(asVersion("*", "/services?name=imgapi").body().get(0).has("type")).isTrue();
    Answer refused = asVersion("~7", service);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("code").asText()).isEqualTo("InvalidVersion");
  }

  @Test
  void the_data_centre_has_a_manta_and_an_imgapi_of_its_own() throws Exception {
    String owner =
        get("sapi", "/applications?name=manta").body().get(0).path("owner_uuid").asText();
    String first = "/vms?owner_uuid=" + owner + "&tag.manta_role=loadbalancer&state=running";
    JsonNode balancers = get("vmapi", first).body();
    assertThat(balancers).hasSize(1);
    JsonNode nics = balancers.get(0).path("nics");
    assertThat(nics.get(0).path("nic_tag").asText()).isEqualTo("manta");
    assertThat(nics.get(1).path("nic_tag").asText()).isEqualTo("external");
    assertThat("https://" + nics.get(1).path("ip").asText())
        .isEqualTo(sandbox.manta().url().toString());
    assertThat(get("vmapi", first.replace("running", "stopped")).body()).isEmpty();
    JsonNode own =
        get("vmapi", "/vms?owner_uuid=" + TritonSandbox.ADMIN + "&tag.smartdc_role=imgapi").body();
    assertThat(own.findValuesAsText("alias")).containsExactly("imgapi0");
    assertThat(own.get(0).path("state").asText()).isEqualTo("running");
    JsonNode service = get("sapi", "/services?name=imgapi").body().get(0);
    assertThat(service.path("params").path("tags").path("smartdc_role").asText())
        .isEqualTo("imgapi");
    assertThat(service.path("application_uuid").asText())
        .isEqualTo(get("sapi", "/applications?name=sdc").body().get(0).path("uuid").asText());
  }

  @Test
  void manta_may_be_in_the_master_data_centre() throws Exception {
    TritonSettings settings = TritonSettings.withStep(Duration.ofMillis(1)).withoutLocalManta();
    String manta = "/applications?name=manta";
    restart(settings.withMaster(new TritonSettings.SeparateMaster(Duration.ZERO, false)));
    assertThat(get("sapi", manta).body()).isEmpty();
    JsonNode found = get("sapi", manta + "&include_master=true").body();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("master").asBoolean()).isTrue();
    assertThat(get("vmapi", "/vms?tag.manta_role=loadbalancer").body()).isEmpty();
    restart(settings.withMaster(new TritonSettings.SeparateMaster(Duration.ZERO, false, false)));
    assertThat(get("sapi", manta + "&include_master=true").status()).isEqualTo(503);
    assertThat(get("sapi", manta).status()).isEqualTo(200);
    restart(TritonSettings.withStep(Duration.ofMillis(1)));
    assertThat(get("sapi", manta + "&include_master=true").body()).hasSize(1);
    assertThat(get("vmapi", "/vms?tag.manta_role=loadbalancer").body()).hasSize(1);
  }

  @Test
  void every_service_speaks_as_restify_does() throws Exception {
    Answer unknown = get("papi", "/nothing");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("code").asText()).isEqualTo("ResourceNotFound");
    assertThat(unknown.body().path("message").asText()).isEqualTo("/nothing does not exist");
    assertThat(unknown.whole().headers().firstValue("x-request-id")).contains("mine");
    assertThat(ask("papi", "PUT", "/packages", "{}").status()).isEqualTo(405);
    assertThat(ask("sapi", "PUT", "/services/" + SERVICE, "{").status()).isEqualTo(400);
  }

  @Test
  void metadata_of_a_service_is_merged_replaced_and_deleted() throws Exception {
    String target = "/services/" + SERVICE;
    ask("sapi", "PUT", target, "{\"metadata\":{\"A\":true,\"B\":{\"c\":1}}}");
    JsonNode now = get("sapi", target).body().path("metadata");
    assertThat(now.path("A").isBoolean()).isTrue();
    assertThat(now.path("SERVICE_NAME").asText()).isEqualTo("imgapi");
    ask("sapi", "PUT", target, "{\"action\":\"delete\",\"metadata\":{\"A\":\"\"}}");
    assertThat(get("sapi", target).body().path("metadata").has("A")).isFalse();
    ask("sapi", "PUT", target, "{\"action\":\"replace\",\"metadata\":{\"only\":1}}");
    assertThat(get("sapi", target).body().path("metadata")).hasSize(1);
    assertThat(ask("sapi", "PUT", target, "{\"action\":\"nonsense\"}").status()).isEqualTo(409);
    Answer absent = ask("sapi", "PUT", "/services/none", "{}");
    assertThat(absent.status()).isEqualTo(500);
    assertThat(absent.body().has("code")).isFalse();
    assertThat(absent.body().path("message").asText()).contains("no record");
  }

  @Test
  void packages_are_filtered_and_paged() throws Exception {
    Answer all = get("papi", "/packages?active=true&owner_uuids=" + TritonSandbox.OPERATOR);
    assertThat(all.body()).hasSize(3);
    assertThat(all.whole().headers().firstValue("x-resource-count")).contains("3");
    assertThat(get("papi", "/packages?name=sample-1*").body()).hasSize(2);
    assertThat(get("papi", "/packages?limit=1&offset=1").body()).hasSize(1);
    String theirs = "/packages/73a1ca34-1e30-48c7-8681-70314a9c67d7";
    assertThat(get("papi", theirs).status()).isEqualTo(200);
    assertThat(get("papi", theirs + "?owner_uuids=" + TritonSandbox.OPERATOR).status())
        .isEqualTo(404);
  }

  private List<String> packages(String parameters) throws Exception {
    return get("papi", "/packages?" + parameters).body().findValuesAsText("name");
  }

  private static String filter(String text) {
    return "filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void packages_are_found_by_a_filter() throws Exception {
    assertThat(packages(filter("(max_physical_memory>=1024)"))).hasSize(3);
    assertThat(packages(filter("(&(max_physical_memory<=1024)(!(active=true)))")))
        .containsExactly("sample-old");
    assertThat(packages(filter("(|(name=sample-2G)(name=*-o*d))")))
        .containsExactly("sample-2G", "sample-old");
    assertThat(packages(filter("(name=SAMPLE-2G)"))).as("case matters").isEmpty();
    assertThat(packages(filter("(owner_uuids=*)") + "&name=sample-2G&owner_uuids=none"))
        .as("nothing else counts")
        .containsExactly("sample-theirs");
    for (String bad : List.of("((", "name", "(name:caseIgnoreMatch:=x)")) {
      Answer refused = get("papi", "/packages?" + filter(bad));
      assertThat(refused.status()).as(bad).isEqualTo(409);
      assertThat(refused.body().path("code").asText()).isEqualTo("InvalidArgument");
    }
  }

  @Test
  void packages_are_found_by_any_attribute_and_sorted() throws Exception {
    assertThat(packages("max_physical_memory=512")).hasSize(2);
    String either = URLEncoder.encode("[\"sample-2G\",\"sample-o*\"]", StandardCharsets.UTF_8);
    assertThat(packages("name=" + either)).containsExactly("sample-2G", "sample-old");
    assertThat(packages("sort=max_physical_memory&order=DESC&active=true"))
        .containsExactly("sample-2G", "sample-1G", "sample-1G", "sample-theirs");
    assertThat(packages("sort=name")).startsWith("sample-1G").endsWith("sample-theirs");
    assertThat(packages("sort=max_physical_memory&limit=1&offset=4")).containsExactly("sample-2G");
  }

  @Test
  void networks_are_strict_about_what_is_asked() throws Exception {
    String owner = "?provisionable_by=" + TritonSandbox.OPERATOR;
    assertThat(get("napi", "/networks" + owner + "&fabric=false").body()).hasSize(2);
    assertThat(get("napi", "/network_pools" + owner + "&family=ipv4").body()).hasSize(1);
    Answer unknown = get("napi", "/networks?nonsense=1");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().path("errors").get(0).path("field").asText()).isEqualTo("nonsense");
    assertThat(get("napi", "/networks?provisionable_by=x").status()).isEqualTo(422);
    assertThat(get("napi", "/networks?limit=0").status()).isEqualTo(422);
  }

  @Test
  void the_updates_server_has_channels_and_its_trap() throws Exception {
    assertThat(get("updates", "/channels").body()).hasSize(5);
    assertThat(get("updates", "/images?name=imgapi&channel=release").body()).hasSize(2);
    assertThat(get("updates", "/images?name=imgapi").body()).hasSize(3);
    assertThat(get("updates", "/images?channel=none").status()).isEqualTo(422);
    JsonNode trap =
        get("updates", "/images?name=imgapi&channel=*&sort=published_at.desc&limit=1").body();
    assertThat(trap.get(0).path("published_at").asText()).as("the oldest").contains("-04-15T");
    assertThat(
            get("updates", "/images?name=imgapi&channel=*&marker=" + IMAGE)
                .body()
                .get(0)
                .path("uuid")
                .asText())
        .as("inclusive")
        .isEqualTo(IMAGE);
    assertThat(get("updates", "/images/" + IMAGE + "?channel=staging").status()).isEqualTo(404);
  }

  @Test
  void a_channel_is_looked_at_before_the_limit() throws Exception {
    assertThat(get("updates", "/images?channel=release&limit=3").body()).hasSize(3);
    assertThat(get("updates", "/images?channel=release&name=papi&limit=1").body()).hasSize(1);
  }

  @Test
  void filters_of_images_that_make_no_sense_are_refused() throws Exception {
    for (String bad :
        List.of(
            "state=gone",
            "owner=x",
            "account=x",
            "public=perhaps",
            "type=machine",
            "os=plan9",
            "limit=0",
            "limit=1001",
            "limit=x",
            "sort=name",
            "sort=published_at.up",
            "marker=none")) {
      for (String service : List.of("imgapi", "updates")) {
        Answer refused = get(service, "/images?channel=*&" + bad);
        assertThat(refused.status()).as(bad).isEqualTo(422);
        assertThat(refused.body().path("code").asText()).isEqualTo("InvalidParameter");
        assertThat(refused.body().path("errors").get(0).path("field").asText())
            .isEqualTo(bad.replaceFirst("=.*", ""));
      }
    }
    assertThat(get("imgapi", "/images?account=" + TritonSandbox.OPERATOR).body()).isEmpty();
    assertThat(get("imgapi", "/images?account=" + TritonSandbox.ADMIN).body()).hasSize(1);
    assertThat(get("imgapi", "/images?type=!zvol&os=smartos&public=false").body()).hasSize(1);
    assertThat(get("imgapi", "/images?type=!zone-dataset").body()).isEmpty();
    assertThat(get("updates", "/images?channel=*&marker=2026-04-20T16:55:13.120Z").body())
        .as("inclusive")
        .hasSize(3);
  }

  @Test
  void imgapi_has_two_versions() throws Exception {
    String target = "/images/" + IMAGE;
    assertThat(get("updates", target).body().has("channels")).isFalse();
    assertThat(asVersion("updates", "~2", target).body().has("channels")).isTrue();
    assertThat(asVersion("updates", "*", "/images").body().get(0).has("channels")).isTrue();
    assertThat(asVersion("updates", "~1", "/images").body().get(0).has("channels")).isFalse();
    for (String service : List.of("imgapi", "updates")) {
      assertThat(asVersion(service, "~3", "/ping").body().path("code").asText())
          .isEqualTo("InvalidVersion");
      assertThat(asVersion(service, "^2.0.0 || ~1", "/ping").status()).isEqualTo(200);
    }
  }

  @Test
  void a_source_is_read_as_the_address_that_it_is() throws Exception {
    String updates = triton.url("updates").toString();
    for (String bad :
        List.of(
            updates + "/?channel=staging&x=dev",
            updates + "/?x=channel=dev&channel=release2",
            updates + "1/?channel=dev",
            updates + ".example.com/?channel=dev",
            "not an address")) {
      String target =
          "/images/"
              + IMAGE
              + "?action=import-remote&source="
              + URLEncoder.encode(bad, StandardCharsets.UTF_8);
      assertThat(ask("imgapi", "POST", target, "").status()).as(bad).isIn(422, 503);
    }
    String good = updates + "/?x=1&channel=release&y=2";
    String job =
        ask(
                "imgapi",
                "POST",
                "/images/"
                    + IMAGE
                    + "?action=import-remote&source="
                    + URLEncoder.encode(good, StandardCharsets.UTF_8),
                "")
            .body()
            .path("job_uuid")
            .asText();
    assertThat(ended(job).path("execution").asText()).isEqualTo("succeeded");
  }

  @Test
  void vms_are_paged_by_a_marker() throws Exception {
    JsonNode all = get("vmapi", "/vms").body();
    assertThat(all).hasSize(2);
    String first = all.get(0).path("uuid").asText();
    assertThat(get("vmapi", "/vms?limit=1").body().get(0)).isEqualTo(all.get(0));
    String marker = URLEncoder.encode("{\"uuid\":\"" + first + "\"}", StandardCharsets.UTF_8);
    assertThat(get("vmapi", "/vms?limit=1&marker=" + marker).body().get(0)).isEqualTo(all.get(1));
    String last = marker.replace(first, all.get(1).path("uuid").asText());
    assertThat(get("vmapi", "/vms?marker=" + last).body()).isEmpty();
    assertThat(get("vmapi", "/vms?offset=1&marker=" + marker).status()).isEqualTo(409);
    assertThat(get("vmapi", "/vms?marker=x").status()).isEqualTo(409);
    assertThat(get("vmapi", "/vms?marker=%7B%7D").status()).isEqualTo(409);
  }

  private JsonNode changed(String method, String target, String body) throws Exception {
    Answer begun = ask("vmapi", method, target, body);
    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.whole().headers().firstValue("workflow-api")).isPresent();
    assertThat(ended(begun.body().path("job_uuid").asText()).path("execution").asText())
        .isEqualTo("succeeded");
    return get("vmapi", target.replaceFirst("customer_metadata.*", "customer_metadata")).body();
  }

  @Test
  void metadata_of_a_vm_are_merged_replaced_and_deleted() throws Exception {
    String target =
        "/vms/%s/customer_metadata"
            .formatted(get("vmapi", "/vms").body().get(0).path("uuid").asText());
    changed("PUT", target, "{\"a\":\"1\",\"b\":true}");
    assertThat(changed("POST", target, "{\"a\":\"2\",\"c\":3}").toString())
        .isEqualTo("{\"a\":\"2\",\"b\":true,\"c\":3}");
    assertThat(get("vmapi", target + "/a").body().asText()).isEqualTo("2");
    assertThat(get("vmapi", target + "/z").status()).isEqualTo(404);
    assertThat(ask("vmapi", "DELETE", target + "/z", "").status()).isEqualTo(404);
    assertThat(changed("DELETE", target + "/a", "").toString()).isEqualTo("{\"b\":true,\"c\":3}");
    assertThat(changed("PUT", target, "{\"only\":1}").toString()).isEqualTo("{\"only\":1}");
    assertThat(changed("DELETE", target, "")).isEmpty();
    for (String bad : List.of("{\"root_pw\":\"x\"}", "{\"o\":{}}", "[]", "")) {
      assertThat(ask("vmapi", "POST", target, bad).status()).as(bad).isEqualTo(409);
    }
    assertThat(ask("vmapi", "POST", "/vms/none/customer_metadata", "{}").status()).isEqualTo(404);
  }

  private static String newVm(String uuid) {
    return """
        {"uuid":"%s","alias":"images0","owner_uuid":"%s","brand":"joyent",
         "billing_id":"73a1ca34-1e30-48c7-8681-70314a9c67d3",
         "image_uuid":"1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000",
         "networks":[{"uuid":"8ba8a35f-3eb3-496b-8103-8238eb40f9d0"}]}"""
        .formatted(uuid, TritonSandbox.OPERATOR);
  }

  @Test
  void a_vm_whose_making_was_cut_off_by_a_restart_has_failed() throws Exception {
    String uuid = "b3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001";
    triton.jobs().add(new JobFault("provision", JobFault.Kind.HANGS, ""));
    String job = ask("vmapi", "POST", "/vms", newVm(uuid)).body().path("job_uuid").asText();
    assertThat(get("vmapi", "/vms/" + uuid).body().path("state").asText())
        .isEqualTo("provisioning");
    restart(TritonSettings.withStep(Duration.ofMillis(1)));
    assertThat(get("vmapi", "/vms/" + uuid).body().path("state").asText()).isEqualTo("failed");
    assertThat(get("workflow", "/jobs/" + job).body().path("execution").asText())
        .isEqualTo("failed");
    triton.jobs().add(new JobFault("provision", JobFault.Kind.HANGS, ""));
    assertThat(ask("vmapi", "POST", "/vms", newVm("b3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c002")).status())
        .as("the alias is free")
        .isEqualTo(202);
  }

  @Test
  void an_image_is_imported_by_a_job_and_shared() throws Exception {
    String source =
        URLEncoder.encode(triton.url("updates") + "/?channel=dev", StandardCharsets.UTF_8);
    Answer begun =
        ask("imgapi", "POST", "/images/" + IMAGE + "?action=import-remote&source=" + source, "");
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.whole().headers().firstValue("workflow-api"))
        .contains(triton.url("workflow").toString());
    JsonNode job = ended(begun.body().path("job_uuid").asText());
    assertThat(job.path("execution").asText()).isEqualTo("succeeded");
    assertThat(job.path("chain_results")).hasSize(4);
    JsonNode image = get("imgapi", "/images/" + IMAGE).body();
    assertThat(image.path("state").asText()).isEqualTo("active");
    assertThat(image.path("owner").asText()).isEqualTo(TritonSandbox.ADMIN);
    assertThat(
            ask("imgapi", "POST", "/images/" + IMAGE + "?action=import-remote&source=" + source, "")
                .body()
                .path("code")
                .asText())
        .isEqualTo("ImageUuidAlreadyExists");
    String acl = "/images/" + IMAGE + "/acl?action=add";
    String account = "[\"" + TritonSandbox.OPERATOR + "\"]";
    String seen = "/images/" + IMAGE + "?account=" + TritonSandbox.OPERATOR;
    assertThat(get("imgapi", seen).status()).as("for nobody else").isEqualTo(404);
    ask("imgapi", "POST", acl, account);
    assertThat(get("imgapi", seen).status()).isEqualTo(200);
    assertThat(ask("imgapi", "POST", acl, account).body().path("acl")).hasSize(1);
    assertThat(ask("imgapi", "POST", acl, "{}").status()).isEqualTo(422);
  }

  private JsonNode ended(String job) throws Exception {
    while (true) {
      JsonNode now = get("workflow", "/jobs/" + job).body();
      String execution = now.path("execution").asText();
      if (!execution.equals("queued") && !execution.equals("running")) {
        return now;
      }
    }
  }

  @Test
  void a_vm_is_judged_before_it_is_begun() throws Exception {
    Answer no =
        ask(
            "vmapi",
            "POST",
            "/vms",
            "{\"uuid\":\"x\",\"alias\":\"-\",\"image_uuid\":\""
                + IMAGE
                + "\",\"customer_metadata\":{\"root_pw\":\"x\",\"o\":{}}}");
    assertThat(no.status()).isEqualTo(409);
    assertThat(no.body().path("code").asText()).isEqualTo("ValidationFailed");
    assertThat(no.body().path("errors").findValuesAsText("field"))
        .contains("uuid", "alias", "image_uuid", "billing_id", "networks", "customer_metadata");
    assertThat(get("vmapi", "/vms?owner_uuid=" + TritonSandbox.OPERATOR).body()).isEmpty();
    assertThat(get("vmapi", "/vms?nonsense=1").status()).isEqualTo(409);
    assertThat(get("vmapi", "/vms/none").status()).isEqualTo(404);
    assertThat(get("workflow", "/jobs/none").status()).isEqualTo(404);
    assertThat(get("workflow", "/jobs?execution=waiting").status()).isEqualTo(409);
  }

  @Test
  void what_was_changed_is_still_there_after_a_restart_at_the_same_addresses() throws Exception {
    URI before = triton.url("sapi");
    ask("sapi", "PUT", "/services/" + SERVICE, "{\"metadata\":{\"kept\":\"yes\"}}");
    triton.close();
    triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
    assertThat(triton.url("sapi")).isEqualTo(before);
    assertThat(get("sapi", "/services/" + SERVICE).body().path("metadata").path("kept").asText())
        .isEqualTo("yes");
  }

  @Test
  void cloudapi_is_there_and_wants_a_signature() throws Exception {
    Answer refused = get("cloudapi", "/my/keys");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body().path("code").asText()).isEqualTo("InvalidCredentials");
    assertThat(triton.url("cloudapi").getScheme()).isEqualTo("https");
  }

  @Test
  void a_service_fails_on_demand() throws Exception {
    triton.faults("napi").add(new Fault.Status(503));
    assertThat(get("napi", "/networks").status()).isEqualTo(503);
    assertThat(get("papi", "/packages").status()).as("and no other").isEqualTo(200);
    triton.faults("napi").clear();
    assertThat(get("napi", "/networks").status()).isEqualTo(200);
  }

  @Test
  void faults_strike_by_path_and_count_and_in_several_ways() throws Exception {
    triton.addFault("papi", FaultRule.of(new Fault.ProxyDown()).glob("/packages/*").times(1));
    HttpRequest one =
        HttpRequest.newBuilder(
                URI.create(triton.url("papi") + "/packages/73a1ca34-1e30-48c7-8681-70314a9c67d3"))
            .build();
    assertThat(get("papi", "/packages").status()).as("another path").isEqualTo(200);
    HttpResponse<String> page = http.send(one, HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).startsWith("<html><body><h1>503 Service Unavailable</h1>");
    assertThat(page.headers().firstValue("content-type")).contains("text/html");
    assertThat(page.headers().firstValue("x-request-id")).isEmpty();
    assertThat(http.send(one, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    triton.addFault("papi", FaultRule.of(new Fault.Status(503, 7)).times(1));
    assertThat(get("papi", "/packages").whole().headers().firstValue("retry-after")).contains("7");
    String target = "/services/" + SERVICE;
    triton.addFault(
        "sapi",
        FaultRule.of(new Fault.Reset(Fault.Reset.Moment.AFTER_REQUEST_BODY))
            .method("PUT")
            .times(1));
    assertThatThrownBy(() -> ask("sapi", "PUT", target, "{\"metadata\":{\"lost\":1}}"))
        .isInstanceOf(IOException.class);
    assertThat(get("sapi", target).body().path("metadata").has("lost")).isFalse();
    assertThatThrownBy(() -> triton.addFault("none", FaultRule.of(new Fault.Hang())))
        .hasMessageContaining("vmapi");
    assertThatThrownBy(() -> triton.addFault("sapi", FaultRule.of(new Fault.Race())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> triton.addFault("ufds", FaultRule.of(new Fault.ProxyDown())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String startImport() throws Exception {
    String source =
        URLEncoder.encode(triton.url("updates") + "/?channel=dev", StandardCharsets.UTF_8);
    return ask("imgapi", "POST", "/images/" + IMAGE + "?action=import-remote&source=" + source, "")
        .body()
        .path("job_uuid")
        .asText();
  }

  @Test
  void jobs_fail_hang_and_are_canceled_at_a_step() throws Exception {
    JobFault fails = new JobFault("import-remote", JobFault.Kind.FAILS, "no room");
    triton.jobs().add(fails.at("add_image_file"));
    JsonNode failed = ended(startImport());
    assertThat(failed.path("execution").asText()).isEqualTo("failed");
    assertThat(failed.path("chain_results")).hasSize(3);
    assertThat(failed.path("chain_results").get(2).path("error").path("message").asText())
        .isEqualTo("no room");
    assertThat(get("imgapi", "/images/" + IMAGE).status()).as("taken back").isEqualTo(404);
    triton.jobs().add(new JobFault("", JobFault.Kind.CANCELED, "").at("import_image"));
    assertThat(ended(startImport()).path("execution").asText()).isEqualTo("canceled");
    triton.jobs().add(new JobFault("import", JobFault.Kind.HANGS, "").at("import_image").times(-1));
    triton.jobs().add(fails.at("another_step"));
    String hangs = startImport();
    await(() -> triton.jobs().faults().get(2).struck() == 1);
    assertThat(get("workflow", "/jobs/" + hangs).body().path("execution").asText())
        .isIn("queued", "running");
    triton.jobs().clearFaults();
    assertThat(triton.jobs().faults()).isEmpty();
    assertThat(ended(startImport()).path("execution").asText()).isEqualTo("succeeded");
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private String startVm(String uuid) throws Exception {
    return ask("vmapi", "POST", "/vms", newVm(uuid)).body().path("job_uuid").asText();
  }

  @Test
  void a_canceled_vm_has_failed_and_its_alias_is_free() throws Exception {
    String uuid = "c3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001";
    JobFault hangs = new JobFault("provision", JobFault.Kind.HANGS, "");
    triton.jobs().add(hangs.times(2));
    String job = startVm(uuid);
    await(() -> triton.jobs().faults().get(0).struck() == 1);
    Answer canceled = ask("workflow", "POST", "/jobs/" + job + "/cancel", "");
    assertThat(canceled.status()).isEqualTo(200);
    assertThat(canceled.body().path("execution").asText()).isEqualTo("canceled");
    assertThat(canceled.whole().headers().firstValue("request-id")).contains("mine");
    while (!get("vmapi", "/vms/" + uuid).body().path("state").asText().equals("failed")) {
      Thread.onSpinWait();
    }
    assertThat(get("workflow", "/jobs/" + job).body().path("execution").asText())
        .isEqualTo("canceled");
    assertThat(ask("workflow", "POST", "/jobs/" + job + "/cancel", "").status())
        .as("again")
        .isEqualTo(200);
    assertThat(startVm("c3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c002"))
        .as("the alias is free")
        .isNotEmpty();
  }

  @Test
  void jobs_that_ended_or_are_not_there_are_not_canceled() throws Exception {
    String job = startImport();
    ended(job);
    Answer late = ask("workflow", "POST", "/jobs/" + job + "/cancel", "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("code").asText()).isEqualTo("ConflictError");
    assertThat(ask("workflow", "POST", "/jobs/none/cancel", "").status()).isEqualTo(404);
    assertThat(get("workflow", "/jobs/" + job + "/info").body().isArray()).isTrue();
    assertThat(get("workflow", "/jobs/none/info").status()).isEqualTo(404);
    assertThat(get("workflow", "/jobs/none").whole().headers().firstValue("request-id"))
        .contains("mine");
  }

  @Test
  void vmapi_waits_for_a_job_and_tells_its_failure() throws Exception {
    String good = startImport();
    assertThat(get("vmapi", "/jobs/" + good + "/wait").body().path("execution").asText())
        .isEqualTo("succeeded");
    triton.jobs().add(new JobFault("provision", JobFault.Kind.FAILS, "no room"));
    String bad = startVm("d3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001");
    Answer failed = get("vmapi", "/jobs/" + bad + "/wait");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.body().path("message").asText()).isEqualTo("no room");
    assertThat(get("vmapi", "/jobs/" + bad).body().path("execution").asText()).isEqualTo("failed");
    assertThat(get("vmapi", "/jobs/none/wait").status()).isEqualTo(404);
    triton.jobs().add(new JobFault("provision", JobFault.Kind.FAILS, "still no room"));
    Answer inline =
        ask("vmapi", "POST", "/vms?sync=true", newVm("d3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c002"));
    assertThat(inline.body().path("message").asText()).isEqualTo("still no room");
  }

  @Test
  void a_vm_is_shown_in_part_and_to_its_owner() throws Exception {
    String vm = "/vms/" + get("vmapi", "/vms").body().get(0).path("uuid").asText();
    assertThat(get("vmapi", vm + "?fields=alias,state,none").body()).hasSize(2);
    String owner = get("vmapi", vm).body().path("owner_uuid").asText();
    assertThat(get("vmapi", vm + "?owner_uuid=" + owner).status()).isEqualTo(200);
    assertThat(get("vmapi", vm + "?owner_uuid=" + TritonSandbox.OPERATOR).status()).isEqualTo(404);
    Answer refused =
        ask(
            "vmapi",
            "POST",
            "/vms",
            newVm("e3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001").replace("8ba8a35f", "00000000"));
    assertThat(refused.body().path("errors").findValuesAsText("field")).containsExactly("networks");
  }

  @Test
  void an_instance_is_configured_by_its_application_and_service() throws Exception {
    String instance = get("vmapi", "/vms?alias=imgapi0").body().get(0).path("uuid").asText();
    Answer config = get("sapi", "/configs/" + instance);
    JsonNode metadata = config.body().path("metadata");
    assertThat(metadata.path("INSTANCE_UUID").asText()).isEqualTo(instance);
    assertThat(metadata.path("SERVICE_NAME").asText()).isEqualTo("imgapi");
    assertThat(metadata.path("datacenter_name").asText()).isEqualTo("sandbox");
    String tag = config.whole().headers().firstValue("etag").orElseThrow();
    assertThat(configUnless(tag, instance)).isEqualTo(304);
    ask("sapi", "PUT", "/services/" + SERVICE, "{\"metadata\":{\"new\":1}}");
    assertThat(configUnless(tag, instance)).isEqualTo(200);
    assertThat(configUnless(tag, "none")).isEqualTo(404);
  }

  private int configUnless(String tag, String instance) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(triton.url("sapi") + "/configs/" + instance))
                .header("if-none-match", tag)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
