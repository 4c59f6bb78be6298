/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.status.LivingZone;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the result is shown; what is found is tested in {@code StatusFaultsTest}. */
class StatusCommandTest {
  private static final String MARKER = "run/restored.marker";

  @TempDir static Path directory;
  private static LivingZone zone;

  @BeforeAll
  static void start() throws Exception {
    zone = LivingZone.start(directory);
  }

  @AfterAll
  static void stop() {
    zone.close();
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Something is wrong while this is done. */
  private static void withoutMarker(Work work) throws Exception {
    Path marker = zone.data().resolve(MARKER);
    Path aside = directory.resolve("marker");
    Files.move(marker, aside);
    try {
      work.run();
    } finally {
      Files.move(aside, marker);
    }
  }

  @Test
  void saysNothingWhereAllIsWell() {
    Run run = zone.run("status");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void showsEachCheckAsItEndsAndAClosingBlockWhenAskedTo() {
    Run run = zone.run("status", "-v");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("ok       imgapi http ping: pong from http://127.0.0.1:")
        .contains("ok       backup owner: this instance")
        .containsPattern("checks: +21, 0 faults, 0 warnings\n")
        .containsPattern("started: +\\S+Z\nfinished: \\S+Z\nelapsed: +[0-9.]+ s\n$");
    assertThat(run.err().lines().filter(line -> line.matches("(ok|skipped) +.*")).count())
        .isEqualTo(21);
  }

  @Test
  void showsAFaultAsTheOriginalToolDidAndWhatToTypeNext() throws Exception {
    withoutMarker(
        () -> {
          Run run = zone.run("status");
          assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
          assertThat(run.err()).isEmpty();
          assertThat(run.out())
              .startsWith("\nrestore run at least once\n State: no\n  Info: ")
              .contains("\n   See: " + zone.data().resolve(MARKER) + "\n")
              .contains("\n   Fix: imgapi restore");
        });
  }

  @Test
  void countsFaultsInItsExitStatusWhenAskedTo() throws Exception {
    Path certificate = zone.data().resolve("etc/cert.pem");
    byte[] good = Files.readAllBytes(certificate);
    withoutMarker(
        () -> {
          assertThat(zone.run("status", "--exit-count").status()).isEqualTo(1);
          Files.writeString(certificate, "none");
          try {
            assertThat(zone.run("status", "--exit-count").status()).isEqualTo(2);
            assertThat(zone.run("status").status()).isEqualTo(1);
          } finally {
            Files.write(certificate, good);
          }
        });
    assertThat(zone.run("status", "--exit-count").status()).isZero();
  }

  @Test
  void answersInOneJsonDocument() throws Exception {
    JsonNode report = new JsonMapper().readTree(zone.done("status", "--json").out());
    assertThat(report.path("schema").asText()).isEqualTo("imgapi/status/1");
    assertThat(report.path("mode").asText()).isEqualTo("public");
    assertThat(report.path("faults").asInt(-1)).isZero();
    assertThat(report.path("checks")).hasSize(21);
    for (JsonNode check : report.path("checks")) {
      assertThat(check.path("state").asText()).as("%s", check).isEqualTo("ok");
    }
    JsonNode backup = zone.check("backup");
    assertThat(backup.path("measures").path("backupAgeSeconds").asDouble(-1)).isNotNegative();
  }

  @Test
  void makesOnlyTheChecksThatAreNamed() throws Exception {
    withoutMarker(
        () -> {
          Run run = zone.done("status", "--json", "--only", "backup,clock");
          assertThat(new JsonMapper().readTree(run.out()).path("checks").findValuesAsText("id"))
              .isEqualTo(List.of("clock", "backup"));
        });
  }

  @Test
  void namesAllChecksWhereOneIsMistyped() {
    Run run = zone.run("status", "--only", "bakcup");
    run.requireFailure(ExitCode.USAGE, "bakcup", "http-ping", "backup");
  }

  @Test
  void refusesFormsThatExcludeEachOther() {
    Run twoForms = zone.run("status", "--json", "--format", "nagios");
    assertThat(twoForms.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(twoForms.out()).contains("\"USAGE\"", "--format");
    zone.run("status", "--output", "x").requireFailure(ExitCode.USAGE, "--output", "prometheus");
    zone.run("status", "--timeout", "0").requireFailure(ExitCode.USAGE, "--timeout");
    zone.run("status", "--https-port", "70000").requireFailure(ExitCode.USAGE, "--https-port");
  }

  @Test
  void aConfigurationThatIsNotThereHasAnExitStatusOfItsOwn() {
    CliHarness.run("status", "--root", directory.resolve("nowhere").toString())
        .requireFailure(ExitCode.CONFIG_INVALID, "no configuration file", "--root");
  }

  @Test
  void aTornConfigurationHasThatStatusTooAndHidesNoOtherFault() throws Exception {
    Path file = zone.zone().configuration();
    byte[] good = Files.readAllBytes(file);
    withoutMarker(
        () -> {
          Files.writeString(file, "{\"mode\": \"pub");
          try {
            Run run = zone.run("status");
            assertThat(run.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
            assertThat(run.out())
                .contains("configuration\n State: ")
                .contains("See: " + file)
                .contains("config --check")
                .contains("restore run at least once")
                .doesNotContain("imgapi http ping");
          } finally {
            Files.write(file, good);
          }
        });
  }

  @Test
  void answersAsAPluginOfNagios() throws Exception {
    Run well = zone.run("status", "--format", "nagios");
    assertThat(well.status()).as(well.out()).isZero();
    assertThat(well.out()).matches("IMGAPI OK - 21 checks \\| faults=0;;0;0;21 .*\n");
    withoutMarker(
        () -> {
          Run ill = zone.run("status", "--format", "nagios");
          assertThat(ill.status()).isEqualTo(2);
          assertThat(ill.out())
              .startsWith("IMGAPI CRITICAL - 1 fault: restore run at least once: no |");
        });
    Run none =
        CliHarness.run(
            "status", "--format", "nagios", "--root", directory.resolve("nowhere").toString());
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.out()).isEqualTo("IMGAPI UNKNOWN - there is no configuration file\n");
  }

  @Test
  void answersAPluginsWarningAndUnknown() throws Exception {
    Path certificate = zone.data().resolve("etc/cert.pem");
    Files.setPosixFilePermissions(
        certificate, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    try {
      Run run = zone.run("status", "--format", "nagios");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).startsWith("IMGAPI WARNING - 0 faults: certificate: ");
      assertThat(zone.run("status").status()).isZero();
      assertThat(zone.run("status", "-v").err()).contains("\ncertificate\n State: warning, its");
    } finally {
      Files.setPosixFilePermissions(
          certificate, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void replacesTheFileOfACollectorAsAWhole() throws Exception {
    Path file = Files.writeString(directory.resolve("imgapi.prom"), "of yesterday\n".repeat(999));
    Run run = zone.done("status", "--format", "prometheus", "--output", file.toString());
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file))
        .contains("\nimgapi_check_state{check=\"backup\",state=\"ok\"} 1\n")
        .contains("\nimgapi_check_state{check=\"backup\",state=\"fault\"} 0\n")
        .contains("# TYPE imgapi_backup_age_seconds gauge\n")
        .doesNotContain("yesterday");
    Path nowhere = directory.resolve("none/imgapi.prom");
    zone.run("status", "--format", "prometheus", "--output", nowhere.toString())
        .requireFailure(ExitCode.FAILED, nowhere.toString());
  }

  @Test
  void takesThePortOfTlsFromTheEnvironment() throws Exception {
    World world = World.bare().with(Map.of("IMGAPI_HTTPS_PORT", "1"));
    JsonNode ping = zone.check(world, "https-ping");
    assertThat(ping.path("state").asText()).isEqualTo("fault");
    assertThat(ping.path("summary").asText()).contains("refused");
    assertThat(ping.path("command").asText()).contains("127.0.0.1:1/ping");
    assertThat(zone.check(world, "images").path("state").asText()).isEqualTo("skipped");
  }
}
