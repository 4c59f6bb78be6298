/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.images.Channel;
import io.imgapi.triton.images.Image;
import io.imgapi.triton.images.ImagesClient;
import io.imgapi.triton.napi.NapiClient;
import io.imgapi.triton.napi.Network;
import io.imgapi.triton.papi.PapiClient;
import io.imgapi.triton.papi.VmPackage;
import io.imgapi.triton.sapi.Application;
import io.imgapi.triton.sapi.SapiClient;
import io.imgapi.triton.sapi.SapiService;
import io.imgapi.triton.vmapi.NewVm;
import io.imgapi.triton.vmapi.Vm;
import io.imgapi.triton.vmapi.VmapiClient;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.JobRef;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and answers in the forms of triton-apis.md 2 to 8. */
class ServiceClientsTest {
  private static final UUID OWNER = UUID.fromString("d4bb1b60-9172-4c58-b964-fe58a9989708");
  private static final UUID THING = UUID.fromString("a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001");
  private static final UUID OTHER = UUID.fromString("fbe96a38-d9a9-4b4e-8f5e-0f5f2f5b1111");
  private final ScriptedService service;
  private final ObjectMapper json = new ObjectMapper();

  ServiceClientsTest() throws IOException {
    service = new ScriptedService();
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void applications_of_a_name_hide_their_metadata() {
    service.says(
        200,
        quoted(
            "[{'uuid':'0ea06617-9dff-41ec-9a05-000000000001','name':'sdc','owner_uuid':'"
                + OWNER
                + "','metadata':{'ufds_ldap_root_pw':'hush'}}]"));
    try (SapiClient sapi = new SapiClient(service.base(), service.options())) {
      List<Application> found = sapi.applications("sdc", true);
      assertThat(found).hasSize(1);
      assertThat(found.get(0).metadata().path("ufds_ldap_root_pw").asText()).isEqualTo("hush");
      assertThat(found.toString()).doesNotContain("hush");
    }
    assertThat(service.only().target()).isEqualTo("/applications?name=sdc&include_master=true");
    assertThat(service.only().header("accept-version")).isEqualTo("~2");
  }

  @Test
  void no_application_is_an_empty_list() {
    service.says(200, "[]");
    try (SapiClient sapi = new SapiClient(service.base(), service.options())) {
      assertThat(sapi.applications("manta", false)).isEmpty();
    }
  }

  @Test
  void metadata_is_set_and_removed_key_by_key() throws IOException {
    String answer =
        quoted(
            "{'uuid':'%s','name':'imgapi','application_uuid':'%s','metadata':{'A':true}}"
                .formatted(THING, OTHER));
    service.says(200, answer).says(200, answer);
    try (SapiClient sapi = new SapiClient(service.base(), service.options())) {
      SapiService now =
          sapi.putMetadata(THING, JsonNodeFactory.instance.objectNode().put("A", true));
      assertThat(now.metadata().path("A").asBoolean()).isTrue();
      sapi.removeMetadata(THING, List.of("B"));
    }
    JsonNode put = json.readTree(service.asked().get(0).body());
    assertThat(put).isEqualTo(json.readTree(quoted("{'action':'update','metadata':{'A':true}}")));
    JsonNode removed = json.readTree(service.asked().get(1).body());
    assertThat(removed).isEqualTo(json.readTree(quoted("{'action':'delete','metadata':{'B':''}}")));
    assertThat(service.asked()).allMatch(asked -> asked.target().equals("/services/" + THING));
  }

  @Test
  void a_service_that_is_not_there_to_be_changed_is_absent() {
    service.says(
        500, quoted("{'message':'updateObject failed: no record for bucket sapi_services'}"));
    try (SapiClient sapi = new SapiClient(service.base(), service.options())) {
      TritonException failure =
          catchThrowableOfType(
              TritonException.class,
              () -> sapi.putMetadata(THING, JsonNodeFactory.instance.objectNode()));
      assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
    }
  }

  @Test
  void packages_are_looked_up_for_an_owner_and_by_their_very_name() {
    String one =
        quoted(
            "{'uuid':'%s','name':'sample*','version':'1.0.0','active':true,'max_physical_memory':2048,"
                    .formatted(THING)
                + "'quota':51200,'owner_uuids':['"
                + OWNER
                + "']}");
    service.says(200, "[" + one + "]", "x-resource-count", "1");
    try (PapiClient papi = new PapiClient(service.base(), service.options())) {
      VmPackage found = papi.byName("sample*", OWNER).get(0);
      assertThat(found.ram()).isEqualTo(2048);
      assertThat(found.owners()).containsExactly(OWNER);
    }
    assertThat(service.only().target())
        .startsWith("/packages?active=true&name=sample%7B%5C2a%7D&owner_uuids=" + OWNER);
  }

  @Test
  void packages_come_in_pages() {
    String item = "{'uuid':'%s','name':'p','version':'%d.0.0','active':true}";
    service
        .says(200, "[" + quoted(item.formatted(THING, 1)) + "]", "x-resource-count", "2")
        .says(200, "[" + quoted(item.formatted(OTHER, 2)) + "]", "x-resource-count", "2");
    try (PapiClient papi = new PapiClient(service.base(), service.options())) {
      assertThat(papi.byName("p", OWNER))
          .extracting(VmPackage::version)
          .containsExactly("1.0.0", "2.0.0");
    }
    assertThat(service.asked().get(1).target()).endsWith("&offset=1");
  }

  @Test
  void without_a_count_a_full_page_of_packages_is_not_the_last() {
    String item = quoted("{'uuid':'%s','name':'p','version':'1.0.0','active':true}");
    StringBuilder full = new StringBuilder("[" + item.formatted(new UUID(1, 0)));
    for (int i = 1; i < 500; i++) {
      full.append(',').append(item.formatted(new UUID(1, i)));
    }
    service.says(200, full + "]").says(200, "[" + item.formatted(THING) + "]");
    try (PapiClient papi = new PapiClient(service.base(), service.options())) {
      assertThat(papi.byName("p", OWNER)).hasSize(501);
    }
    assertThat(service.asked().get(1).target()).endsWith("&offset=500");
  }

  @Test
  void a_package_that_is_not_there_is_no_failure_and_one_that_cannot_be_asked_for_is() {
    service.says(404, quoted("{'code':'ResourceNotFound','message':'no'}")).says(500, "");
    try (PapiClient papi = new PapiClient(service.base(), service.options())) {
      assertThat(papi.byUuid(THING, OWNER)).isEmpty();
      assertThat(
              catchThrowableOfType(TritonException.class, () -> papi.byUuid(THING, OWNER)).kind())
          .isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void a_pool_has_all_the_tags_that_are_present() {
    service.says(
        200,
        quoted(
            "[{'family':'ipv4','uuid':'%s','name':'pool','nic_tag':'a','nic_tags_present':['a','external']}]"
                .formatted(THING)));
    try (NapiClient napi = new NapiClient(service.base(), service.options())) {
      assertThat(napi.pools(OWNER))
          .containsExactly(new Network(THING, "pool", true, "ipv4", List.of("a", "external")));
    }
    assertThat(service.only().target())
        .isEqualTo("/network_pools?provisionable_by=" + OWNER + "&limit=1000&offset=0");
  }

  @Test
  void networks_leave_fabrics_out() {
    service.says(
        200, quoted("[{'uuid':'%s','name':'external','nic_tag':'external'}]".formatted(THING)));
    try (NapiClient napi = new NapiClient(service.base(), service.options())) {
      assertThat(napi.networks(OWNER))
          .containsExactly(new Network(THING, "external", false, "ipv4", List.of("external")));
    }
    assertThat(service.only().target()).contains("fabric=false");
  }

  private String image(UUID uuid, String name) {
    return quoted(
        "{'v':2,'uuid':'%s','owner':'%s','name':'%s','version':'1','state':'active','disabled':false,"
                .formatted(uuid, OWNER, name)
            + "'public':false,'published_at':'2024-04-15T16:55:13.120Z','type':'zone-dataset','os':'smartos',"
            + "'acl':['d4bb1b60-9172-4c58-b964-fe58a9989708'],'channels':['dev']}");
  }

  @Test
  void a_manifest_is_read() {
    service.says(200, image(THING, "imgapi"));
    try (ImagesClient images = ImagesClient.ofDatacenter(service.base(), service.options())) {
      Image image = images.image(THING, Optional.empty());
      assertThat(image.published()).contains(Instant.parse("2024-04-15T16:55:13.120Z"));
      assertThat(image.acl()).containsExactly(OWNER);
      assertThat(image.channels()).containsExactly("dev");
    }
    assertThat(service.only().target()).isEqualTo("/images/" + THING);
  }

  @Test
  void images_of_a_name_are_asked_for_until_a_page_brings_none() {
    String marker = image(OTHER, "imgapi");
    service
        .says(200, "[" + image(new UUID(1, 0), "imgapi") + "," + marker + "]")
        .says(200, "[" + marker + "," + image(THING, "imgapi") + "]")
        .says(200, "[" + image(THING, "imgapi") + "]");
    try (ImagesClient images = ImagesClient.ofUpdates(service.base(), service.options())) {
      assertThat(images.named("imgapi", Optional.of("dev")))
          .extracting(Image::uuid)
          .containsExactly(new UUID(1, 0), OTHER, THING);
    }
    String first = "/images?name=imgapi&channel=dev&limit=1000";
    assertThat(service.asked())
        .extracting(ScriptedService.Asked::target)
        .containsExactly(first, first + "&marker=" + OTHER, first + "&marker=" + THING);
  }

  @Test
  void a_page_without_images_is_the_last() {
    service.says(200, "[]");
    try (ImagesClient images = ImagesClient.ofUpdates(service.base(), service.options())) {
      assertThat(images.named("imgapi", Optional.empty())).isEmpty();
    }
    assertThat(service.only().target()).isEqualTo("/images?name=imgapi&limit=1000");
  }

  @Test
  void a_server_without_channels_has_none() {
    service
        .says(404, "")
        .says(200, quoted("[{'name':'dev','description':'d','default':true},{'name':'release'}]"));
    try (ImagesClient images = ImagesClient.ofUpdates(service.base(), service.options())) {
      assertThat(images.channels()).isEmpty();
      assertThat(images.channels())
          .containsExactly(new Channel("dev", "d", true), new Channel("release", "", false));
    }
  }

  @Test
  void an_import_names_the_channel_within_the_source() {
    service.says(
        200,
        quoted("{'image_uuid':'%s','job_uuid':'%s'}".formatted(THING, OTHER)),
        "workflow-api",
        "http://workflow.example.com");
    try (ImagesClient images = ImagesClient.ofDatacenter(service.base(), service.options())) {
      JobRef job = images.importRemote(THING, URI.create("https://updates.example.com"), "release");
      assertThat(job)
          .isEqualTo(
              new JobRef(OTHER, THING, Optional.of(URI.create("http://workflow.example.com"))));
    }
    assertThat(service.only().method()).isEqualTo("POST");
    assertThat(
            java.net.URLDecoder.decode(
                service.only().target(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "/images/"
                + THING
                + "?action=import-remote&source=https://updates.example.com/?channel=release");
    assertThat(service.only().target().indexOf("channel"))
        .as("only within the source")
        .isGreaterThan(service.only().target().indexOf("source="));
  }

  @Test
  void an_account_is_added_to_an_acl_as_a_list() {
    service.says(200, image(THING, "imgapi"));
    try (ImagesClient images = ImagesClient.ofDatacenter(service.base(), service.options())) {
      assertThat(images.addToAcl(THING, OWNER).acl()).contains(OWNER);
    }
    assertThat(service.only().target()).isEqualTo("/images/" + THING + "/acl?action=add");
    assertThat(service.only().body()).isEqualTo("[\"" + OWNER + "\"]");
  }

  @Test
  void a_vm_is_begun_with_a_uuid_of_our_own() throws IOException {
    service.says(202, quoted("{'vm_uuid':'%s','job_uuid':'%s'}".formatted(THING, OTHER)));
    UUID uuid = THING;
    UUID image = OTHER;
    UUID billing = new UUID(0, 1);
    UUID network = new UUID(0, 2);
    try (VmapiClient vmapi = new VmapiClient(service.base(), service.options())) {
      JobRef job =
          vmapi.create(
              new NewVm(
                  uuid,
                  "img0",
                  OWNER,
                  billing,
                  network,
                  "joyent",
                  image,
                  true,
                  JsonNodeFactory.instance.objectNode().put("triton.cns.services", "imagesjo"),
                  JsonNodeFactory.instance.objectNode().put("mantaUser", "x")));
      assertThat(job).isEqualTo(new JobRef(OTHER, THING, Optional.empty()));
    }
    assertThat(json.readTree(service.only().body()))
        .isEqualTo(
            json.readTree(
                quoted(
                    "{'uuid':'%s','alias':'img0','owner_uuid':'%s','billing_id':'%s','networks':[{'uuid':'%s'}],"
                            .formatted(THING, OWNER, new UUID(0, 1), new UUID(0, 2))
                        + "'brand':'joyent','image_uuid':'%s','delegate_dataset':true,"
                            .formatted(OTHER)
                        + "'tags':{'triton.cns.services':'imagesjo'},'customer_metadata':{'mantaUser':'x'}}")));
  }

  @Test
  void a_vm_is_read_and_its_primary_interface_found() {
    service.says(
        200,
        quoted(
            "{'uuid':'%s','alias':'img0','brand':'joyent','billing_id':'b','owner_uuid':'%s','state':'running',"
                    .formatted(THING, OWNER)
                + "'datasets':['zones/x/data'],'nics':[{'ip':'10.0.0.1','nic_tag':'admin'},"
                + "{'ip':'10.88.88.200','nic_tag':'external','primary':true}],'tags':{},"
                + "'customer_metadata':{'instPubKey':'ecdsa'},'server_uuid':null,'image_uuid':'%s'}"
                    .formatted(OTHER)));
    try (VmapiClient vmapi = new VmapiClient(service.base(), service.options())) {
      Vm vm = vmapi.vm(THING, true);
      assertThat(vm.primaryNic().orElseThrow().ip()).isEqualTo("10.88.88.200");
      assertThat(vm.image()).contains(OTHER);
      assertThat(vm.server()).isEmpty();
      assertThat(vm.metadata("instPubKey")).contains("ecdsa");
      assertThat(vm.metadata("none")).isEmpty();
    }
    assertThat(service.only().target()).isEqualTo("/vms/" + THING + "?sync=true");
  }

  @Test
  void reprovisioning_names_the_image_and_jobs_are_listed_by_state() throws IOException {
    service
        .says(202, quoted("{'vm_uuid':'%s','job_uuid':'%s'}".formatted(THING, OTHER)))
        .says(200, "[]");
    try (VmapiClient vmapi = new VmapiClient(service.base(), service.options())) {
      vmapi.reprovision(THING, OTHER);
      assertThat(vmapi.jobs(THING, Execution.RUNNING)).isEmpty();
    }
    assertThat(service.asked().get(0).target()).isEqualTo("/vms/" + THING + "?action=reprovision");
    assertThat(json.readTree(service.asked().get(0).body()))
        .isEqualTo(json.readTree(quoted("{'image_uuid':'" + OTHER + "'}")));
    assertThat(service.asked().get(1).target())
        .isEqualTo("/vms/" + THING + "/jobs?execution=running");
  }

  @Test
  void vms_are_filtered_by_tags() {
    service.says(200, "[]");
    try (VmapiClient vmapi = new VmapiClient(service.base(), service.options())) {
      assertThat(vmapi.vms(Map.of("tag.manta_role", "loadbalancer"))).isEmpty();
    }
    assertThat(service.only().target()).contains("tag.manta_role=loadbalancer");
  }

  @Test
  void an_answer_that_is_not_as_promised_is_not_understood() {
    service.says(200, "[{}]");
    try (VmapiClient vmapi = new VmapiClient(service.base(), service.options())) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> vmapi.vms(Map.of()));
      assertThat(failure.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
      assertThat(failure).hasMessageContaining("uuid");
    }
  }
}
