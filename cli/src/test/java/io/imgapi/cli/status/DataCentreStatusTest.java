/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that is part of a data centre: fewer checks, other services. */
class DataCentreStatusTest {
  @TempDir Path directory;

  private static void join(ObjectNode config) {
    config.put("mode", "dc").put("datacenterName", "dc0").put("authType", "none");
    config
        .putObject("ufds")
        .put("url", "ldaps://u")
        .put("bindDN", "cn=root")
        .put("bindPassword", "secret-of-ufds");
    config.putObject("moray").put("host", "m").put("port", 2020);
    config.putObject("wfapi").put("url", "http://w").putArray("workflows").add("import");
  }

  private static void define(LivingZone zone, String name, String state) throws Exception {
    Path service = zone.root().resolve("etc/svc/sandbox/services").resolve(name);
    Files.createDirectories(service);
    for (Map.Entry<String, String> fact :
        Map.of(
                "log",
                "/var/svc/log/" + name + ".log",
                "enabled",
                "true",
                "reason",
                "Method failed.",
                "since",
                "2026-01-01T00:00:00Z",
                "state",
                state,
                "fmri",
                "svc:/smartdc/application/" + name + ":default")
            .entrySet()) {
      Files.writeString(service.resolve(fact.getKey()), fact.getValue() + "\n");
    }
  }

  @Test
  void itsServicesPingMantaAndKeyAreChecked() throws Exception {
    try (LivingZone zone = LivingZone.start(directory)) {
      for (String agent : List.of("config-agent", "registrar", "amon-agent")) {
        define(zone, agent, "online");
      }
      zone.configure(DataCentreStatusTest::join);
      JsonNode report = new JsonMapper().readTree(zone.done("status", "--json").out());
      assertThat(report.path("mode").asText()).isEqualTo("dc");
      assertThat(report.path("checks").findValuesAsText("id"))
          .containsExactly(
              "config", "services", "http-ping", "key-files", "manta", "manta-key", "clock");
      assertThat(report.toString()).doesNotContain("secret-of-ufds");

      define(zone, "amon-agent", "maintenance");
      JsonNode services = zone.check("services");
      assertThat(services.path("state").asText()).isEqualTo("fault");
      assertThat(services.path("summary").asText()).isEqualTo("amon-agent is maintenance");
      assertThat(services.path("detail").asText()).isEqualTo("Method failed.");
      assertThat(zone.faults()).containsExactly("services");
    }
  }
}
