/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.SetUpZone;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertShowCommandTest {
  @TempDir Path directory;

  private SetUpZone zone;

  @BeforeEach
  void zone() throws IOException {
    zone = SetUpZone.in(directory);
    assertThat(CliHarness.run("setup", "--root", zone.root()).status()).isZero();
  }

  private Run show(Clock clock, String... more) {
    String[] words = new String[more.length + 4];
    System.arraycopy(new String[] {"cert", "show", "--root", zone.root()}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return World.bare().in(clock, time -> {}).run(words);
  }

  @Test
  void showsWhoseItIsAndHowLongItHolds() throws IOException {
    Run run = show(Clock.systemUTC());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("subject:     CN=*", "issuer:      itself", "belongs to it", "mode:        0640")
        .containsPattern("\\(36[45] days left\\)")
        .doesNotContain("fault", "warning", "PRIVATE");
    JsonNode json = new ObjectMapper().readTree(show(Clock.systemUTC(), "--json").out());
    assertThat(json.path("schema").asText()).isEqualTo("imgapi/certificate/1");
    assertThat(json.path("keyMatches").asBoolean()).isTrue();
    assertThat(json.path("daysLeft").asInt()).isBetween(364, 365);
  }

  @Test
  void oneThatEndsSoonIsAWarningAndOneThatHasEndedAFault() {
    Clock soon = Clock.offset(Clock.systemUTC(), Duration.ofDays(360));
    Run warned = show(soon);
    assertThat(warned.status()).isZero();
    assertThat(warned.out()).contains("warning:     it expires in");
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
    Run faulty = show(late);
    assertThat(faulty.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(faulty.out()).contains("fault:       it expired at");
  }

  @Test
  void aKeyOfAnotherCertificateIsAFaultAndOneForEverybodyAWarning() throws IOException {
    Path file = zone.place().at("/data/imgapi/etc/cert.pem");
    SetUpZone other = SetUpZone.in(Files.createDirectory(directory.resolve("other")));
    assertThat(CliHarness.run("setup", "--root", other.root()).status()).isZero();
    String mine = Files.readString(file);
    String theirs = other.text("/data/imgapi/etc/cert.pem");
    String key = "-----BEGIN PRIVATE KEY";
    Files.writeString(
        file, mine.substring(0, mine.indexOf(key)) + theirs.substring(theirs.indexOf(key)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Run run = show(Clock.systemUTC());
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.out()).contains("belongs to another certificate", "everybody on the machine");
  }

  @Test
  void whereThereIsNoneOrItIsDamagedItSaysSo() throws IOException {
    Path file = zone.place().at("/data/imgapi/etc/cert.pem");
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    show(Clock.systemUTC()).requireFailure(ExitCode.CONFIG_INVALID, "damaged", file.toString());
    Files.writeString(file, "");
    show(Clock.systemUTC()).requireFailure(ExitCode.CONFIG_INVALID, "holds no certificate");
    Files.delete(file);
    show(Clock.systemUTC()).requireFailure(ExitCode.NOT_SET_UP, "has no certificate");
  }
}
