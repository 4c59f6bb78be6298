/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.ScriptedService;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHttpTest {
  private final ScriptedService service;
  private final ServiceHttp http;

  ServiceHttpTest() throws IOException {
    service = new ScriptedService();
    http = new ServiceHttp(ServiceAddress.inside("VMAPI", service.base(), "*"), service.options());
  }

  @AfterEach
  void close() {
    http.close();
    service.close();
  }

  private TritonException failure(Call call) {
    return catchThrowableOfType(TritonException.class, () -> http.call(call));
  }

  @Test
  void every_request_says_what_it_understands_and_who_asks() {
    service.says(200, "[]");
    http.call(Call.get("/vms").with("alias", "a b&c"));
    ScriptedService.Asked asked = service.only();
    assertThat(asked.target()).isEqualTo("/vms?alias=a%20b%26c");
    assertThat(asked.header("accept")).isEqualTo("application/json");
    assertThat(asked.header("accept-version")).isEqualTo("*");
    assertThat(asked.header("x-request-id")).isEqualTo("11111111-2222-4333-8444-555555555555");
    assertThat(asked.header("user-agent")).isEqualTo("imgapi");
  }

  @Test
  void what_is_hidden_is_not_repeated_where_a_service_repeats_it() {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("token", "first \"line\"\nsecond line\n").put("insecure", true);
    ObjectNode refusal = JsonNodeFactory.instance.objectNode();
    refusal.put("code", "Invalid").put("message", "true is no use: " + values);
    refusal
        .putArray("errors")
        .addObject()
        .put("field", "token")
        .put("code", "Invalid")
        .put("message", values.path("token").asText());
    service.says(409, refusal.toString());
    Call call = Call.post("/vms").saying(values).hiding(values);
    TritonException failure = failure(call);
    assertThat(failure.getMessage() + failure.errors() + failure + call)
        .contains("true is no use", "(hidden)", "token")
        .doesNotContain("first", "second");
  }

  @Test
  void a_body_is_json() {
    service.says(200, "{}");
    http.call(Call.post("/vms").saying(http.mapper().createObjectNode().put("a", "é")));
    assertThat(service.only().body()).isEqualTo("{\"a\":\"é\"}");
    assertThat(service.only().header("content-type")).startsWith("application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "400,REJECTED",
    "401,REFUSED",
    "403,REFUSED",
    "404,ABSENT",
    "410,ABSENT",
    "409,CONFLICT",
    "422,REJECTED",
    "429,UNAVAILABLE",
    "500,UNAVAILABLE",
    "507,UNAVAILABLE"
  })
  void a_status_says_what_kind_of_no_it_is(int status, Kind kind) {
    service.says(status, "{\"code\":\"SomethingError\",\"message\":\"words\"}");
    TritonException failure = failure(Call.post("/vms"));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo("Something");
    assertThat(failure).hasMessage("words");
    assertThat(failure.status()).hasValue(status);
    assertThat(failure.mayHaveHappened()).isFalse();
  }

  @Test
  void what_is_wrong_with_fields_is_told() {
    service.says(
        409,
        "{\"code\":\"ValidationFailed\",\"message\":\"Invalid VM parameters\",\"errors\":["
            + "{\"field\":\"alias\",\"code\":\"Duplicate\",\"message\":\"Already exists\"}]}",
        "x-request-id",
        "theirs");
    TritonException failure = failure(Call.post("/vms"));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.errors())
        .containsExactly(new FieldError("alias", "Duplicate", "Already exists"));
    assertThat(failure.requestId()).contains("theirs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body><h1>503 Service Unavailable</h1>", "", "[1", "{\"a\":1}"})
  void a_page_of_a_proxy_and_no_body_at_all_are_borne(String body) {
    service.says(503, body);
    TritonException failure = failure(Call.post("/vms"));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.code()).isEmpty();
    assertThat(failure).hasMessageContaining("503");
  }

  @Test
  void a_question_is_asked_again_where_the_service_cannot_now() {
    service.says(503, "").says(502, "").breaks().says(200, "{\"ok\":true}");
    assertThat(http.call(Call.get("/vms")).body().path("ok").asBoolean()).isTrue();
    assertThat(service.asked()).hasSize(4);
    assertThat(service.waited()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void a_question_is_not_asked_for_ever() {
    service.says(503, "").says(503, "").says(503, "").says(503, "").says(200, "{}");
    assertThat(failure(Call.get("/vms")).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(service.asked()).hasSize(4);
  }

  @Test
  void a_question_with_a_clear_answer_is_asked_once() {
    service.says(404, "").says(200, "{}");
    assertThat(failure(Call.get("/vms")).kind()).isEqualTo(Kind.ABSENT);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void a_change_is_sent_once_and_may_have_happened() {
    service.breaks().says(200, "{}");
    TritonException failure = failure(Call.post("/vms"));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.mayHaveHappened()).isTrue();
    assertThat(service.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"502,true", "504,true", "503,false", "500,false"})
  void a_proxy_that_gave_up_does_not_know(int status, boolean maybe) {
    service.says(status, "");
    assertThat(failure(Call.post("/vms")).mayHaveHappened()).isEqualTo(maybe);
  }

  @Test
  void a_change_that_reached_nobody_has_not_happened() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (ServiceHttp nobody =
        new ServiceHttp(
            ServiceAddress.inside("VMAPI", URI.create("http://127.0.0.1:" + free), "*"),
            service.options())) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> nobody.call(Call.post("/vms")));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveHappened()).isFalse();
      assertThat(failure).hasMessageContaining("nobody listens at 127.0.0.1:" + free);
    }
  }

  @Test
  void what_is_no_json_is_not_understood() {
    service.says(200, "<html>sign in</html>");
    assertThat(failure(Call.get("/vms")).kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
  }

  @Test
  void no_body_is_in_a_failure() {
    service.says(500, "{\"message\":\"no\"}");
    TritonException failure =
        failure(
            Call.put("/services/x")
                .saying(http.mapper().createObjectNode().put("IMGAPI_PRIVATE_KEY", "hush")));
    assertThat(failure.toString() + failure.call()).doesNotContain("hush");
  }
}
