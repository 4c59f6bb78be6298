/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static io.imgapi.cli.status.Disturbance.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.Zone;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Manta, the key, the clock, and the owner's record. */
class MantaFaultsTest extends StatusTest {
  private static final String[] AFTER_MANTA = {"manta-key", "clock", "owner"};

  @AfterEach
  void troubleIsOver() {
    zone.sandbox().manta().faults().clear();
  }

  private static void trouble(Fault fault) {
    zone.sandbox().manta().faults().add(FaultRule.of(fault));
  }

  private static ObjectNode manta(ObjectNode config) {
    return (ObjectNode) config.get("manta");
  }

  private interface Change {
    void of(ObjectNode manta);
  }

  private static void configured(Change change, Disturbance.Work work) throws Exception {
    Path configuration = zone.zone().configuration();
    Disturbance.with(
        configuration,
        Files.readString(configuration),
        () -> {
          zone.configure(config -> change.of(manta(config)));
          work.run();
        });
  }

  @Test
  void mantaThatIsNotReachedIsOneFault() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    configured(
        manta -> manta.put("url", "http://127.0.0.1:" + free),
        () -> {
          require(zone.check("manta"), "fault", "unreachable", "imgapi manta info");
          for (String check : AFTER_MANTA) {
            require(zone.check(check), "skipped", "not asked");
          }
          assertThat(zone.faults()).containsExactly("manta");
        });
  }

  @Test
  void mantaThatHangsIsOneFaultAndHoldsNobodyUp() throws Exception {
    trouble(new Fault.Hang());
    JsonNode finding = zone.check("manta", "--timeout", "1");
    assertThat(finding.path("state").asText()).isIn("fault", "unknown");
    assertThat(finding.path("summary").asText()).contains("timed out");
    assertThat(zone.faults("--timeout", "1")).containsExactly("manta");
  }

  @Test
  void aServerErrorOfManta() throws Exception {
    trouble(new Fault.Status(500));
    require(zone.check("manta"), "fault", "unreachable", "500");
    assertThat(zone.faults()).containsExactly("manta");
  }

  @Test
  void aKeyThatIsNotOnTheAccount() throws Exception {
    Path key = zone.data().resolve("etc/stranger");
    SshPublicKey stranger = OperatorKeyFiles.createEcdsa(key, "stranger");
    configured(
        manta -> manta.put("key", "/data/imgapi/etc/stranger").put("keyId", stranger.sha256()),
        () -> {
          require(
              zone.check("manta-key"),
              "fault",
              "refused: " + stranger.sha256(),
              "key add",
              "imgapi register-key");
          require(zone.check("manta"), "ok");
          require(zone.check("key-files"), "ok");
          assertThat(zone.faults()).containsExactly("manta-key");
        });
  }

  @Test
  void aKeyFileThatIsNotTheOneThatTheConfigurationMeans() throws Exception {
    Path other = zone.data().resolve("etc/other");
    OperatorKeyFiles.createEcdsa(other, "other");
    Path key = zone.zone().privateKey();
    without(
        key,
        () -> {
          Files.copy(other, key);
          Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
          JsonNode finding = zone.check("key-files");
          require(finding, "fault", "not the fingerprint", "manta.keyId");
          assertThat(finding.toString()).doesNotContain("PRIVATE");
          assertThat(zone.faults()).containsExactly("key-files");
        });
  }

  @Test
  void aKeyFileThatIsGoneOrNone() throws Exception {
    Path key = zone.zone().privateKey();
    without(key, () -> require(zone.check("key-files"), "fault", "absent", key.toString()));
    Disturbance.with(
        key, "nothing", () -> require(zone.check("key-files"), "fault", "cannot be used"));
  }

  @Test
  void aKeyFileThatOthersMayRead() throws Exception {
    Path key = zone.zone().privateKey();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    try {
      require(zone.check("key-files"), "fault", "mode 0640", "chmod 600 " + key);
    } finally {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void aKeyFileThatTheServiceMayNotRead() throws Exception {
    Path key = zone.zone().privateKey();
    int owner = (Integer) Files.getAttribute(key, "unix:uid");
    assumeTrue(owner == 0, "only root gives files away");
    Files.setAttribute(key, "unix:uid", 60001);
    try {
      require(zone.check("key-files"), "fault", "belongs to user 60001", "chown 0:");
    } finally {
      Files.setAttribute(key, "unix:uid", owner);
    }
  }

  @Test
  void aClockThatMantaDoesNotAccept() throws Exception {
    trouble(new Fault.ClockSkew(4000));
    JsonNode clock = zone.check("clock");
    require(clock, "fault", "Manta refuses the date", "66 minutes");
    assertThat(clock.path("measures").path("clockSkewSeconds").asLong()).isBetween(-4003L, -3990L);
    require(zone.check("manta"), "ok");
    assertThat(zone.faults()).containsExactly("clock");
  }

  @Test
  void aClockThatGoesWrongButIsStillAccepted() throws Exception {
    trouble(new Fault.ClockSkew(-100));
    require(zone.check("clock"), "warning", "ahead of Manta's");
    zone.sandbox().manta().faults().clear();
    trouble(new Fault.ClockSkew(270));
    require(zone.check("clock"), "fault", "behind Manta's");
  }

  @Test
  void anotherInstanceThatTookTheAreaOver() throws Exception {
    Zone other = zone.sandbox().zones().create("images1");
    Path configuration = other.configuration();
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replaceAll("\"baseDir\"\\s*:\\s*\"images1\"", "\"baseDir\": \"images0\""));
    Run taken =
        io.imgapi.cli.CliHarness.run(
            "restore", "-y", "--take-over=images0", "--root", other.root().toString());
    assertThat(taken.status()).as(taken.err()).isZero();
    require(zone.check("owner"), "fault", "another instance: images1", "--take-over=images1");
    assertThat(zone.faults()).containsExactly("owner");
    zone.done("backup", "-y", "--take-over=images1");
  }

  @Test
  void aCopyOfThisInstance() throws Exception {
    Path token = zone.data().resolve("run/owner.json");
    without(token, () -> require(zone.check("owner"), "fault", "a copy, or this one lost its"));
    Disturbance.with(
        token,
        "{}",
        () -> require(zone.check("owner"), "unknown", "what this instance owns", "owner.json"));
  }

  @Test
  void anOwnersRecordThatIsDamagedOrGone() throws Exception {
    String record = zone.zone().mantaDirectory() + "/backup/owner.json";
    Path kept = directory.resolve("owner.json");
    zone.done("manta", "get", record, "-o", kept.toString());
    Path damaged = Files.writeString(directory.resolve("damaged.json"), "{\"schema\": ");
    zone.done("manta", "put", damaged.toString(), record);
    require(zone.check("owner"), "fault", "damaged: it is not JSON", "--take-over=unknown");
    zone.done("manta", "rm", "-y", record);
    require(zone.check("owner"), "fault", "it is gone", "--take-over=unknown");
    without(
        zone.data().resolve("run/owner.json"),
        () -> require(zone.check("owner"), "fault", "although there are snapshots"));
    zone.done("manta", "put", kept.toString(), record);
  }

  @Test
  void aTreeThatIsOlderThanItsBackup() throws Exception {
    Path token = zone.data().resolve("run/owner.json");
    String older = Files.readString(token).replaceAll("(recorded|intended)\" : \\d+", "$1\" : 0");
    Disturbance.with(
        token, older, () -> require(zone.check("owner"), "fault", "older", "--local-is-truth"));
  }

  @Test
  void anInstanceWithoutManta() throws Exception {
    Path configuration = zone.zone().configuration();
    Disturbance.with(
        configuration,
        Files.readString(configuration),
        () -> {
          zone.configure(
              config -> {
                config.remove("manta");
                config.putArray("storageTypes").add("local");
              });
          for (String check : new String[] {"manta", "key-files", "owner", "backup"}) {
            require(zone.check(check), "skipped", "has no Manta");
          }
          assertThat(zone.run("status").status()).isZero();
        });
  }
}
