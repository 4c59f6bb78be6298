/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The clients against the examples: each call sends the example's requests, and reads its responses
 * as {@link ClientCalls} has it.
 */
class ClientContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, ClientCalls.Check> CALLS = ClientCalls.all();

  static List<Example> examples() {
    return Example.all().stream().filter(Example::isForClient).toList();
  }

  @Test
  void every_example_has_its_call_and_every_call_its_example() {
    Set<String> names = new TreeSet<>(examples().stream().map(Example::name).toList());
    assertThat(new TreeSet<>(CALLS.keySet())).isEqualTo(names);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void a_client_sends_and_reads_what_the_contract_says(Example example) throws Exception {
    List<Exchange> exchanges = example.exchanges().stream().filter(Exchange::isForClient).toList();
    Bindings bindings =
        new Bindings()
            .with("job", ClientCalls.JOB)
            .with("again", ClientCalls.AGAIN)
            .with("workflow", "http://workflow.testdc.example.com")
            .with("updates", "https://updates.example.com")
            .with("date", Clients.DATE)
            .with("any", "anything");
    try (ExampleServer server = new ExampleServer(exchanges, bindings);
        Clients clients = new Clients(server.base())) {
      CALLS.get(example.name()).check(clients);
      List<ExampleServer.Asked> asked = server.asked();
      assertThat(asked).hasSameSizeAs(server.expected());
      for (int i = 0; i < asked.size(); i++) {
        compare(server.expected().get(i), asked.get(i), bindings);
      }
    }
  }

  private static void compare(Exchange expected, ExampleServer.Asked asked, Bindings bindings)
      throws IOException {
    Exchange.Request request = expected.request();
    String what = expected.named();
    assertThat(asked.method()).as(what).isEqualTo(request.method());
    assertThat(asked.path()).as(what).isEqualTo(bindings.fill(request.path()));
    assertThat(asked.query()).as(what).isEqualTo(bindings.fill(request.query()));
    assertThat(asked.headers()).as(what).containsAllEntriesOf(bindings.fill(request.headers()));
    assertThat(asked.headers().get("accept")).as(what).startsWith("application/json");
    if (!expected.service().equals("standalone")) {
      assertThat(asked.headers()).as(what).containsEntry("x-request-id", Clients.REQUEST);
    }
    JsonNode body = request.body();
    if (body.isMissingNode()) {
      assertThat(asked.body()).as(what).isEmpty();
    } else {
      assertThat(JSON.readTree(asked.body())).as(what).isEqualTo(bindings.fill(body));
      assertThat(asked.headers().get("content-type")).as(what).startsWith("application/json");
    }
  }
}
