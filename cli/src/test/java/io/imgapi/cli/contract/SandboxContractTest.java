/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.cli.contract.SandboxServices.Came;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sandbox against the examples: it gives each request a response with the example's status and
 * headers, and with all fields of its body.
 */
class SandboxContractTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long BETWEEN_MILLIS = 50;
  @TempDir private static Path directory;
  private static SandboxServices services;

  @BeforeAll
  static void start() throws Exception {
    services = SandboxServices.start(directory);
    Example ping =
        examples().stream().filter(one -> one.name().equals("standalone/ping")).findAny().get();
    awaited(ping.exchanges().get(0), Map.of("ping", "pong"), services.bindings());
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  static List<Example> examples() {
    return Example.all().stream().filter(Example::isForSandbox).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void the_sandbox_answers_as_the_contract_says(Example example) throws Exception {
    Bindings bindings = services.bindings();
    for (Exchange exchange : example.exchanges()) {
      if (exchange.isForSandbox()) {
        Assumptions.assumeTrue(
            services.has(exchange.service()), "the sandbox has no " + exchange.service());
        Came came = awaited(exchange, exchange.until(), bindings);
        bindings.learn(exchange.response().headers(), came.headers()::get);
        compare(exchange, came, bindings);
        bindings.learn(exchange.response().body(), came.body());
      }
    }
  }

  private static Came awaited(Exchange exchange, Map<String, String> until, Bindings bindings)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Came came = services.ask(exchange, bindings);
        if (has(came.body(), until) || System.nanoTime() > end) {
          return came;
        }
      } catch (IOException e) {
        // A zone that boots does not listen yet.
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      Thread.sleep(BETWEEN_MILLIS);
    }
  }

  private static boolean has(JsonNode body, Map<String, String> fields) {
    return fields.entrySet().stream()
        .allMatch(field -> body.path(field.getKey()).asText().equals(field.getValue()));
  }

  private static void compare(Exchange exchange, Came came, Bindings bindings) {
    Exchange.Response response = exchange.response();
    JsonNode body = response.body();
    String what = exchange.named() + " gave " + came.body();
    assertThat(came.status()).as(what).isEqualTo(response.status());
    if (!exchange.service().equals("standalone")) {
      assertThat(came.headers().get("x-request-id")).as(what).isEqualTo(Clients.REQUEST);
    }
    bindings
        .fill(response.headers())
        .forEach(
            (name, value) -> {
              assertThat(came.headers().get(name)).as(name).isNotNull();
              assertThat(value).as(name).isIn(Bindings.ANY, came.headers().get(name));
            });
    if (body.isMissingNode()) {
      assertThat(came.body().isMissingNode()).as(what).isTrue();
      return;
    }
    Shape.requireLike(body, came.body());
    for (String pointer : exchange.same()) {
      assertThat(came.body().at(pointer)).as(pointer).isEqualTo(bindings.fill(body.at(pointer)));
    }
    for (String pointer : exchange.absent()) {
      assertThat(came.body().at(pointer).isMissingNode()).as(pointer + " is absent").isTrue();
    }
    if (response.status() >= 400) {
      compareRefusal(body, came.body());
    }
  }

  private static void compareRefusal(JsonNode example, JsonNode actual) {
    if (example.has("code")) {
      assertThat(actual.path("code")).isEqualTo(example.path("code"));
    }
    assertThat(of(example)).isSubsetOf(of(actual));
  }

  private static List<String> of(JsonNode refusal) {
    List<String> fields = new ArrayList<>();
    refusal
        .path("errors")
        .forEach(
            error -> fields.add(error.path("field").asText() + " " + error.path("code").asText()));
    return fields;
  }
}
