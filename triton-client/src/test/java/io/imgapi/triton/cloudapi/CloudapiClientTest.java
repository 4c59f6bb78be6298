/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.triton.ScriptedService;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudapiClientTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl other";
  private final ScriptedService service;
  private final List<String> signed = new ArrayList<>();
  private final CloudapiClient cloudapi;

  CloudapiClientTest() throws IOException {
    service = new ScriptedService();
    cloudapi =
        new CloudapiClient(
            service.base(),
            new CloudapiSigner() {
              @Override
              public String login() {
                return "joyops";
              }

              @Override
              public String fingerprint() {
                return "2e:c9";
              }

              @Override
              public String algorithm() {
                return "ecdsa-sha256";
              }

              @Override
              public byte[] sign(byte[] data) {
                signed.add(new String(data, StandardCharsets.UTF_8));
                return new byte[] {1, 2, 3};
              }
            },
            service.options());
  }

  @AfterEach
  void close() {
    cloudapi.close();
    service.close();
  }

  @Test
  void a_request_is_signed_with_its_target_and_date() {
    service.says(200, "[]");
    assertThat(cloudapi.keys()).isEmpty();
    String date = service.only().header("date");
    assertThat(date).isEqualTo("Sun, 01 Nov 2026 00:00:00 GMT");
    assertThat(signed).containsExactly("(request-target): get /my/keys\ndate: " + date);
    assertThat(service.only().header("authorization"))
        .isEqualTo(
            "Signature keyId=\"/joyops/keys/2e:c9\",algorithm=\"ecdsa-sha256\","
                + "headers=\"(request-target) date\",signature=\"AQID\"");
    assertThat(service.only().header("accept-version")).isEqualTo("~9||~8");
  }

  @Test
  void a_key_is_put_there_where_it_is_not() {
    service
        .says(200, "[]")
        .says(201, "{\"name\":\"n\",\"fingerprint\":\"aa:bb\",\"key\":\"%s\"}".formatted(KEY));
    assertThat(cloudapi.addKey("n", KEY)).isEqualTo(new CloudKey("n", "aa:bb", KEY));
    assertThat(service.asked().get(1).method()).isEqualTo("POST");
    assertThat(service.asked().get(1).body())
        .isEqualTo("{\"name\":\"n\",\"key\":\"%s\"}".formatted(KEY));
  }

  @Test
  void a_key_that_is_there_is_left_alone_and_a_name_that_is_taken_is_a_conflict() {
    String md5 = io.imgapi.triton.ufds.KeyLine.parse(KEY).md5();
    service.says(200, "[{\"name\":\"x\",\"fingerprint\":\"%s\",\"key\":\"k\"}]".formatted(md5));
    assertThat(cloudapi.addKey("n", KEY).name()).isEqualTo("x");
    service.says(200, "[{\"name\":\"n\",\"fingerprint\":\"other\",\"key\":\"k\"}]");
    assertThat(catchThrowableOfType(TritonException.class, () -> cloudapi.addKey("n", KEY)).kind())
        .isEqualTo(Kind.CONFLICT);
  }

  @Test
  void taking_away_what_is_not_there_is_fine_and_being_refused_is_not() {
    service
        .says(204, "")
        .says(404, "")
        .says(403, "{\"code\":\"NotAuthorized\",\"message\":\"no\"}");
    cloudapi.removeKey("aa:bb");
    cloudapi.removeKey("aa:bb");
    assertThat(service.asked().get(0).target()).isEqualTo("/my/keys/aa%3Abb");
    assertThat(
            catchThrowableOfType(TritonException.class, () -> cloudapi.removeKey("aa:bb")).kind())
        .isEqualTo(Kind.REFUSED);
  }

  @Test
  void a_machine_has_its_key_in_its_metadata() {
    String machine =
        "{\"id\":\"%s\",\"name\":\"img0\",\"metadata\":{\"instPubKey\":\"ecdsa\"}}"
            .formatted(new UUID(0, 7));
    service.says(200, machine).says(200, "[" + machine + "]");
    assertThat(cloudapi.machine(new UUID(0, 7)).metadata()).containsEntry("instPubKey", "ecdsa");
    assertThat(cloudapi.machinesNamed("img0")).extracting(Machine::uuid).contains(new UUID(0, 7));
    assertThat(service.asked().get(1).target()).isEqualTo("/my/machines?name=img0");
  }
}
