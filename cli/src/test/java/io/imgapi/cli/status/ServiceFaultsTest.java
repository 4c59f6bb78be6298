/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static io.imgapi.cli.status.Disturbance.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Services, what they answer, and the certificate that they show. */
class ServiceFaultsTest extends StatusTest {

  @Test
  void aStoppedService() throws Exception {
    zone.program("/usr/sbin/svcadm", "disable", "-s", "imgapi");
    try {
      require(zone.check("services"), "fault", "imgapi is disabled", "svcadm enable -s imgapi");
      require(zone.check("http-ping"), "fault", "refused");
      require(zone.check("https-ping"), "fault", "503 from haproxy", "no service behind it");
      require(zone.check("images"), "skipped", "imgapi https ping failed");
    } finally {
      zone.program("/usr/sbin/svcadm", "enable", "-s", "imgapi");
    }
  }

  @Test
  void aServiceInMaintenance() throws Exception {
    Path configuration = zone.zone().configuration();
    zone.program("/usr/sbin/svcadm", "disable", "-s", "imgapi");
    Disturbance.with(
        configuration,
        "{",
        () -> {
          zone.program("/usr/sbin/svcadm", "enable", "imgapi");
          while (!zone.program("/usr/bin/svcs", "-H", "-o", "state", "imgapi")
              .contains("maintenance")) {
            Thread.onSpinWait();
          }
        });
    try {
      JsonNode services = zone.check("services");
      require(services, "fault", "imgapi is maintenance", "svcadm clear imgapi");
      assertThat(services.path("detail").asText()).as("the reason of svcs -x").isNotEmpty();
      assertThat(services.path("see").asText()).as("the log of svcs -x").startsWith("/");
    } finally {
      zone.program("/usr/sbin/svcadm", "clear", "imgapi");
      zone.program("/usr/sbin/svcadm", "enable", "-s", "imgapi");
    }
  }

  @Test
  void aServiceThatNobodyKnows() throws Exception {
    without(
        zone.root().resolve("etc/svc/sandbox/services/haproxy"),
        () -> require(zone.check("services"), "fault", "haproxy is unknown", "imgapi setup"));
  }

  @Test
  void anotherServiceThatIsBroken() throws Exception {
    Path state = zone.root().resolve("etc/svc/sandbox/services/mdata/state");
    Disturbance.with(
        state,
        "maintenance\n",
        () -> require(zone.check("services"), "fault", "smartdc/mdata:execute", "svcs -xv"));
  }

  @Test
  void aCopyOfAZoneWithoutServiceControl() throws Exception {
    without(
        zone.root().resolve("usr/bin/svcs"),
        () -> {
          require(zone.check("services"), "skipped", "no service control");
          require(zone.check("http-ping"), "skipped", "no service control");
        });
  }

  @Test
  void aServiceControlThatHangs() throws Exception {
    Path svcs = zone.root().resolve("usr/bin/svcs");
    without(
        svcs,
        () -> {
          Files.writeString(svcs, "#!/bin/sh\nexec sleep 1000\n");
          Files.setPosixFilePermissions(svcs, PosixFilePermissions.fromString("rwxr-xr-x"));
          require(
              zone.check("services", "--timeout", "1", "--only", "services"),
              "unknown",
              "timed out");
        });
  }

  @Test
  void somethingThatListensAndNeverAnswers() throws Exception {
    Path configuration = zone.zone().configuration();
    try (ServerSocket silent = new ServerSocket(0)) {
      Disturbance.with(
          configuration,
          Files.readString(configuration),
          () -> {
            zone.configure(config -> config.put("port", silent.getLocalPort()));
            JsonNode ping = zone.check("http-ping", "--timeout", "1");
            require(ping, "unknown", "timed out", "does not answer");
          });
    }
  }

  @Test
  void anImageFileThatIsGone() throws Exception {
    String summary = zone.check("image-file").path("summary").asText();
    String uuid = summary.replaceAll(".*([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");
    Path file = zone.zone().images().resolve(uuid.substring(0, 3)).resolve(uuid).resolve("file0");
    without(
        file,
        () -> {
          JsonNode finding = zone.check("image-file");
          require(finding, "fault", "verify --local", "restore --only " + uuid);
        });
  }

  @Test
  void aCertificateThatHasExpired() throws Exception {
    try {
      zone.certify(Instant.parse("2012-01-01T00:00:00Z"));
      require(zone.check("certificate"), "fault", "expired at 2021-12-", "imgapi cert install");
    } finally {
      zone.certify(Instant.now());
    }
  }

  @Test
  void aCertificateThatExpiresSoon() throws Exception {
    Duration life = Duration.ofDays(3650);
    try {
      zone.certify(Instant.now().minus(life).plus(Duration.ofDays(20)));
      require(zone.check("certificate"), "warning", "expires in 19 days");
      zone.certify(Instant.now().minus(life).plus(Duration.ofDays(5)));
      require(zone.check("certificate"), "fault", "expires in 4 days");
    } finally {
      zone.certify(Instant.now());
    }
  }

  @Test
  void noCertificateAndOneThatIsNone() throws Exception {
    Path certificate = zone.data().resolve("etc/cert.pem");
    without(certificate, () -> require(zone.check("certificate"), "fault", "absent"));
    Disturbance.with(
        certificate,
        "no certificate",
        () -> require(zone.check("certificate"), "fault", "cannot be read as a certificate"));
  }

  @Test
  void aServiceOfAnotherKindAtThePort() throws Exception {
    Path configuration = zone.zone().configuration();
    int manta = zone.sandbox().manta().url().getPort();
    Disturbance.with(
        configuration,
        Files.readString(configuration),
        () -> {
          zone.configure((ObjectNode config) -> config.put("port", manta));
          require(zone.check("http-ping"), "fault");
        });
  }
}
