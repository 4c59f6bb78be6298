/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.datacenter.Datacenter;
import io.imgapi.triton.ufds.UfdsAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdcMetadataTest {
  private static final String ADMIN = "930896af-bf8c-48d4-885c-6573a94b1853";

  private static ObjectNode metadata() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("datacenter_name", "coal")
        .put("dns_domain", "joyent.us")
        .put("ufds_admin_uuid", ADMIN)
        .put("ufds_admin_login", "admin")
        .put("ufds_is_master", "true")
        .put("ufds_domain", "ufds.coal.joyent.us")
        .put("ufds_ldap_root_dn", "cn=root")
        .put("ufds_ldap_root_pw", "hush")
        .put("VMAPI_SERVICE", "vmapi.coal.joyent.us")
        .put("PAPI_SERVICE", "papi.coal.joyent.us")
        .put("NAPI_SERVICE", "napi.coal.joyent.us")
        .put("IMGAPI_SERVICE", "imgapi.coal.joyent.us")
        .put("WORKFLOW_SERVICE", "workflow.coal.joyent.us");
  }

  private static Datacenter read(ObjectNode metadata) {
    return new SdcMetadata(metadata)
        .datacenter(URI.create("http://sapi.coal.joyent.us"), Datacenter.UPDATES);
  }

  private static ImgapiException refused(ObjectNode metadata) {
    return catchThrowableOfType(ImgapiException.class, () -> read(metadata));
  }

  private static String password(UfdsAddress address) {
    return address.password().reveal(word -> word);
  }

  @Test
  void every_service_has_its_address() {
    Datacenter read = read(metadata());
    assertThat(read.vmapi()).hasToString("http://vmapi.coal.joyent.us");
    assertThat(read.workflow()).hasToString("http://workflow.coal.joyent.us");
    assertThat(read.adminUuid()).hasToString(ADMIN);
    assertThat(read.ufds().host()).isEqualTo("ufds.coal.joyent.us");
    assertThat(read.ufds().port()).isEqualTo(636);
    assertThat(read.ufds().bindDn()).isEqualTo("cn=root");
    assertThat(password(read.ufds())).isEqualTo("hush");
    assertThat(read.updateChannel()).isEmpty();
    assertThat(read.httpProxy()).isEmpty();
    assertThat(read.toString()).doesNotContain("hush");
  }

  @Test
  void what_may_be_there_is_taken() {
    ObjectNode metadata =
        metadata()
            .put("update_channel", "support")
            .put("http_proxy", "http://10.0.0.1:3128")
            .put("ufds_domain", "127.0.0.1:1636");
    assertThat(read(metadata).updateChannel()).contains("support");
    assertThat(read(metadata).httpProxy()).contains(URI.create("http://10.0.0.1:3128"));
    assertThat(read(metadata).ufds().port()).isEqualTo(1636);
    assertThat(read(metadata.put("update_channel", "").putNull("http_proxy")).httpProxy())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "True, true", "false, false", "'', false", "yes, false"})
  void whether_it_is_the_master_is_said_in_any_case(String said, boolean master) {
    ObjectNode metadata =
        metadata().put("ufds_is_master", said).put("ufds_remote_ip", "10.99.0.18");
    assertThat(read(metadata).masterUfds().host())
        .isEqualTo(master ? "ufds.coal.joyent.us" : "10.99.0.18");
    assertThat(read(metadata).ufds().host()).isEqualTo("ufds.coal.joyent.us");
  }

  @Test
  void or_with_a_boolean() {
    assertThat(read(metadata().put("ufds_is_master", true)).masterUfds().host())
        .isEqualTo("ufds.coal.joyent.us");
    assertThat(
            read(metadata().put("ufds_is_master", false).put("ufds_remote_ip", "10.99.0.18"))
                .masterUfds()
                .host())
        .isEqualTo("10.99.0.18");
  }

  @Test
  void the_master_has_a_password_of_its_own_where_one_is_named() {
    ObjectNode metadata =
        metadata().put("ufds_is_master", "false").put("ufds_remote_ip", "10.99.0.18");
    assertThat(password(read(metadata).masterUfds())).isEqualTo("hush");
    metadata.put("ufds_remote_ldap_root_pw", "other");
    assertThat(password(read(metadata).masterUfds())).isEqualTo("other");
    assertThat(password(read(metadata).ufds())).isEqualTo("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datacenter_name",
        "ufds_admin_uuid",
        "ufds_admin_login",
        "ufds_domain",
        "ufds_ldap_root_dn",
        "ufds_ldap_root_pw",
        "VMAPI_SERVICE",
        "PAPI_SERVICE",
        "NAPI_SERVICE",
        "IMGAPI_SERVICE",
        "WORKFLOW_SERVICE"
      })
  void what_is_missing_is_named(String name) {
    ObjectNode metadata = metadata();
    metadata.remove(name);
    assertThat(refused(metadata)).hasMessageContaining(name + " is missing");
    assertThat(refused(metadata.put(name, " ")).code()).isEqualTo(ExitCode.CONFIG_INVALID);
    metadata.putObject(name);
    assertThat(refused(metadata)).hasMessageContaining(name + " is missing");
  }

  @Test
  void a_master_without_an_address_is_named() {
    assertThat(refused(metadata().put("ufds_is_master", "false")))
        .hasMessageContaining("ufds_remote_ip is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "ufds_admin_uuid, none",
    "ufds_domain, ufds of coal",
    "ufds_domain, ':'",
    "VMAPI_SERVICE, http://vmapi",
    "VMAPI_SERVICE, a b",
    "http_proxy, 10.0.0.1:3128",
    "http_proxy, a b"
  })
  void what_cannot_be_is_named(String name, String value) {
    ImgapiException failure = refused(metadata().put(name, value));
    assertThat(failure.code()).isEqualTo(ExitCode.CONFIG_INVALID);
    assertThat(failure).hasMessageContaining(name);
  }
}
