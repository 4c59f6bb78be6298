/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.bunyan.BunyanRecord;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup against a real Manta over HTTP, troubled in every way an operator meets. */
class BackupCommandTest {
  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone zone;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
    assertThat(run("restore", "-y", "--new-repo").status()).isZero();
    SampleImages.publishInto(zone.root());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Run run(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = args[0];
    all[1] = "--root";
    all[2] = zone.root().toString();
    System.arraycopy(args, 1, all, 3, args.length - 1);
    return CliHarness.run(all);
  }

  private void trouble(Fault fault, String method, int times) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).times(times));
  }

  private void requireEverythingBackedUp() {
    sandbox.manta().faults().clear();
    Run clean = run("backup", "-y", "--json");
    assertThat(clean.status()).as(clean.err()).isZero();
    Run dry = run("backup", "--dry-run", "--json");
    assertThat(dry.out()).contains("\"manifests\":0").contains("\"files\":0");
  }

  @Test
  void putsEverythingAndThenNothing() {
    Run first = run("backup", "-y");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.out()).contains("put 8 manifests, 10 image files");
    assertThat(run("backup", "-y").out()).contains("put 0 manifests, 0 image files");
    assertThat(zone.root().resolve("data/imgapi/run/backup.status")).hasContent("0");
  }

  @Test
  void aDryRunChangesNothing() {
    long before = sandbox.manta().stats().mutating();
    Run dry = run("backup", "--dry-run");
    assertThat(dry.status()).isZero();
    assertThat(dry.out()).contains("to put:            8 manifests");
    assertThat(sandbox.manta().stats().mutating()).isEqualTo(before);
    assertThat(zone.root().resolve("data/imgapi/run/backup.json")).doesNotExist();
  }

  @Test
  void withoutATerminalItAsksForY() {
    Run unasked = run("backup");
    assertThat(unasked.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(unasked.err()).contains("use -y");
  }

  @Test
  void aFailureIsJsonWhereJsonIsAskedFor() {
    trouble(new Fault.KeyUnknown(), ".*", 1000);
    Run refused = run("backup", "-y", "--json");
    assertThat(refused.status()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    assertThat(refused.out()).contains("\"type\":\"error\"", "\"code\":\"AUTH_REFUSED\"");
  }

  @Test
  void allThatIsSaidIsRecordsOfALogWhereThatIsAskedFor() {
    Run run = run("backup", "-y", "--bunyan");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    List<BunyanRecord> records = records(run);
    assertThat(records.get(records.size() - 1).fields().path("manifests").asInt()).isEqualTo(8);
    trouble(new Fault.KeyUnknown(), ".*", 1000);
    Run refused = run("backup", "-y", "--bunyan");
    assertThat(refused.err()).isEmpty();
    assertThat(records(refused))
        .last()
        .satisfies(last -> assertThat(last.level()).isEqualTo(50))
        .satisfies(last -> assertThat(last.fields().path("status").asInt()).isEqualTo(12));
  }

  private static List<BunyanRecord> records(Run run) {
    return run.out().lines().map(line -> BunyanRecord.parse(line).orElseThrow()).toList();
  }

  @Test
  void aStormOf503IsOutlasted() {
    trouble(new Fault.Status(503), "PUT", 5);
    Run stormy = run("backup", "-y", "--parallel", "4");
    assertThat(stormy.status()).as(stormy.err()).isZero();
    requireEverythingBackedUp();
  }

  @Test
  void aResetInTheMiddleOfABodyIsOutlasted() {
    trouble(new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY), "PUT", 3);
    Run reset = run("backup", "-y");
    assertThat(reset.status()).as(reset.err()).isZero();
    requireEverythingBackedUp();
  }

  @Test
  void anAnswerThatIsLostIsResolved() {
    trouble(new Fault.LostAnswer(), "PUT", 3);
    Run lost = run("backup", "-y");
    assertThat(lost.status()).as(lost.err()).isZero();
    requireEverythingBackedUp();
  }

  @Test
  void aFullMantaIsNamed() {
    trouble(new Fault.DiskFull(), "PUT", 1000);
    Run full = run("backup", "-y");
    assertThat(full.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(full.err()).contains("make room in Manta");
    requireEverythingBackedUp();
  }

  @Test
  void aKeyThatMantaDoesNotKnowIsNamed() {
    trouble(new Fault.KeyUnknown(), ".*", 1000);
    Run refused = run("backup", "-y");
    assertThat(refused.status()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    assertThat(refused.err()).contains("key id: SHA256:").contains("key add");
    requireEverythingBackedUp();
  }

  @Test
  void aClockThatIsOffIsNamed() {
    trouble(new Fault.ClockSkew(600), ".*", 1000);
    Run skewed = run("backup", "-y");
    assertThat(skewed.status()).isEqualTo(ExitCode.CLOCK.status());
    assertThat(zone.root().resolve("data/imgapi/run/backup.status")).hasContent("19");
    requireEverythingBackedUp();
  }

  @Test
  void anUnreadableKeyAndAWrongKeyIdAreNamed() throws IOException {
    Path config = zone.configuration();
    String good = Files.readString(config);
    Files.writeString(
        config, good.replaceAll("\"keyId\"\\s*:\\s*\"[^\"]*\"", "\"keyId\":\"SHA256:nonsense\""));
    Run wrongId = run("backup", "-y");
    assertThat(wrongId.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    Files.writeString(
        config, good.replaceAll("\"key\"\\s*:\\s*\"[^\"]*\"", "\"key\":\"/data/imgapi/etc/none\""));
    Run noKey = run("backup", "-y");
    assertThat(noKey.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(noKey.err()).contains("/data/imgapi/etc/none");
    Files.writeString(config, good);
    requireEverythingBackedUp();
  }

  @Test
  void aDamagedFileEndsInIntegrity() throws IOException {
    requireEverythingBackedUp();
    // Every image file, because one of the sample images is not activated and may change.
    try (var files = Files.walk(zone.images())) {
      for (Path file : files.filter(f -> f.endsWith("file0")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    Run damaged = run("backup", "-y", "--json");
    assertThat(damaged.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(damaged.out()).contains("\"files\":1").contains("\"manifests\":0");
    assertThat(damaged.err()).doesNotContain("\tat ");
  }

  @Nested
  class BadInput extends BadInstanceInput {
    BadInput() {
      super("backup");
    }

    @Override
    Sandbox sandbox() {
      return sandbox;
    }

    @Override
    Zone zone() {
      return zone;
    }
  }
}
