/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.CallInterruptedException;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.ScriptedService;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonException.Kind;
import io.imgapi.triton.TritonOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
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

  private ServiceHttp below(String path) {
    return new ServiceHttp(
        ServiceAddress.inside("VMAPI", URI.create(service.base() + path), "*"), service.options());
  }

  @ParameterizedTest
  @CsvSource({"'',/vms", "/,/vms", "/prefix,/prefix/vms", "/a/b/,/a/b/vms", "/?channel=x,/vms"})
  void the_path_of_the_address_stays(String path, String target) {
    service.says(200, "[]");
    try (ServiceHttp there = below(path)) {
      there.call(Call.get("/vms"));
    }
    assertThat(service.only().target()).isEqualTo(target);
  }

  @Test
  void a_failure_names_the_whole_address_but_not_who_is_in_it() {
    service.says(404, "");
    URI withPassword =
        URI.create(service.base().toString().replace("//", "//user:hush@") + "/prefix");
    try (ServiceHttp there =
        new ServiceHttp(ServiceAddress.inside("VMAPI", withPassword, "*"), service.options())) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> there.call(Call.get("/vms")));
      assertThat(failure.call()).isEqualTo("VMAPI GET " + service.base() + "/prefix/vms");
    }
  }

  @Test
  void an_answer_that_is_too_long_is_said_to_be_so() {
    service.says(200, " ".repeat((64 << 20) + 1));
    TritonException failure = failure(Call.get("/vms"));
    assertThat(failure.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
    assertThat(failure).hasMessageContaining("too long");
  }

  @Test
  void where_the_answer_names_no_request_ours_is_named() {
    service.says(404, "").says(404, "", "request-id", "theirs").says(200, "<html>");
    String ours = "11111111-2222-4333-8444-555555555555";
    assertThat(failure(Call.get("/vms")).requestId()).contains(ours);
    assertThat(failure(Call.get("/jobs")).requestId()).contains("theirs");
    assertThat(failure(Call.get("/vms")).requestId()).contains(ours);
  }

  @Test
  void a_change_whose_good_answer_cannot_be_read_may_have_happened() {
    service.says(202, "<html>");
    assertThat(failure(Call.post("/vms")).mayHaveHappened()).isTrue();
  }

  @Test
  void tls_that_breaks_after_its_beginning_leaves_open_what_happened() {
    try (ServiceHttp broken =
        new ServiceHttp(
            ServiceAddress.inside("VMAPI", service.base(), "*"),
            service.options().over(new BrokenTls()))) {
      TritonException failure =
          catchThrowableOfType(TritonException.class, () -> broken.call(Call.post("/vms")));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.mayHaveHappened()).isTrue();
    }
  }

  @Test
  void a_call_with_a_limit_is_sent_once() {
    service.says(503, "").says(200, "{}");
    assertThat(failure(Call.get("/jobs").onceWithin(Duration.ofSeconds(5))).kind())
        .isEqualTo(Kind.UNAVAILABLE);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void a_call_with_a_limit_ends_then() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServiceHttp there =
            new ServiceHttp(
                ServiceAddress.inside(
                    "WFAPI", URI.create("http://127.0.0.1:" + silent.getLocalPort()), "*"),
                service.options())) {
      long before = System.nanoTime();
      TritonException failure =
          catchThrowableOfType(
              TritonException.class,
              () -> there.call(Call.get("/jobs").onceWithin(Duration.ofMillis(200))));
      assertThat(failure).hasMessage("no answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void a_thread_that_is_to_stop_says_nothing_of_the_service() {
    service.says(200, "{}");
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(CallInterruptedException.class)
          .isThrownBy(() -> http.call(Call.get("/vms")));
    } finally {
      assertThat(Thread.interrupted()).as("the mark is set again").isTrue();
    }
  }

  @Test
  void a_thread_that_is_to_stop_while_it_waits_says_nothing_of_the_service() {
    service.says(503, "");
    TritonOptions usual = service.options();
    TritonOptions interrupting =
        new TritonOptions(
            usual.requestId(),
            usual.sockets(),
            usual.connectLimit(),
            usual.readLimit(),
            usual.writeLimit(),
            usual.proxy(),
            usual.trust(),
            usual.clock(),
            time -> {
              throw new InterruptedException();
            });
    try (ServiceHttp there =
        new ServiceHttp(ServiceAddress.inside("VMAPI", service.base(), "*"), interrupting)) {
      assertThatExceptionOfType(CallInterruptedException.class)
          .isThrownBy(() -> there.call(Call.get("/vms")));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_secret_that_a_service_repeats_is_masked() {
    service.says(
        500,
        "{\"message\":\"bad value {\\\"ufds_ldap_root_pw\\\":\\\"hush\\\"}: -----BEGIN RSA PRIVATE KEY"
            + "-----\\nhush\\n-----END RSA PRIVATE KEY-----\",\"errors\":[{\"field\":\"metadata\","
            + "\"code\":\"Invalid\",\"message\":\"password=hush\"}]}");
    TritonException failure = failure(Call.post("/services/x"));
    assertThat(failure).hasMessageContaining("bad value").hasMessageNotContaining("hush");
    assertThat(failure.errors().toString()).contains("Invalid").doesNotContain("hush");
  }

  /** Connections over which a request goes out, and no answer comes back. */
  private static final class BrokenTls extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket() {
        @Override
        public InputStream getInputStream() {
          return new InputStream() {
            @Override
            public int read() throws IOException {
              throw new SSLException("the record is damaged");
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
              return read();
            }
          };
        }
      };
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
