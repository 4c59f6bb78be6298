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
import io.imgapi.cli.SetUpZone;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private SetUpZone zone;

  @BeforeEach
  void zone() throws IOException {
    zone = SetUpZone.in(directory);
  }

  private Run setup(String... more) {
    return CliHarness.run(
        Stream.concat(Stream.of("setup", "--root", zone.root()), Stream.of(more))
            .toArray(String[]::new));
  }

  private List<Path> keys() throws IOException {
    try (Stream<Path> files = Files.list(zone.place().at("/data/imgapi/etc"))) {
      return files.filter(f -> f.toString().endsWith(".id_ecdsa")).toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void makesAFreshZoneAnInstance() throws IOException {
    Run run = setup();
    assertThat(run.status()).as(run.err() + run.out()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("failed").contains("done     crontab");
    // The files were made with the owner that they should have.
    assertThat(run.out().lines().filter(line -> line.startsWith("already")))
        .allMatch(line -> line.startsWith("already  owner"));

    String uuid = Files.readString(zone.place().uuid()).strip();
    String hostname = "imgapi-img0-" + uuid.split("-")[0];
    assertThat(zone.text("/etc/nodename").strip()).isEqualTo(hostname);

    Path key = keys().get(0);
    assertThat(keys()).hasSize(1);
    assertThat(key.getFileName().toString()).startsWith(hostname + "-");
    assertThat(mode(key)).isEqualTo("rw-------");
    String publicLine = Files.readString(Path.of(key + ".pub"));
    assertThat(Files.readString(zone.place().metadata("instPubKey"))).isEqualTo(publicLine);

    JsonNode config = JSON.readTree(zone.text("/data/imgapi/etc/imgapi.config.json"));
    assertThat(config.at("/manta/key").asText()).isEqualTo("/data/imgapi/etc/" + key.getFileName());
    assertThat(config.at("/manta/baseDir").asText()).isEqualTo("img0");
    assertThat(config.path("channels")).hasSizeGreaterThan(1);

    Path certificate = zone.place().at("/data/imgapi/etc/cert.pem");
    assertThat(mode(certificate)).isEqualTo("rw-r-----");
    assertThat(Files.readString(certificate)).contains("CERTIFICATE-----", "PRIVATE KEY-----");
    assertThat(zone.place().at("/data/imgapi/etc/authkeys/local")).isDirectory();

    Path link = zone.place().at("/root/.ssh/" + key.getFileName());
    assertThat(link).isSymbolicLink().hasSameBinaryContentAs(key);
    assertThat(Path.of(link + ".pub")).isSymbolicLink();
    assertThat(zone.place().at("/var/log/triton/upload")).isDirectory();
    assertThat(zone.place().at("/var/log/triton/imgapi-backup.log")).isEmptyFile();
    assertThat(zone.text("/etc/motd"))
        .contains("uuid: " + uuid + " (img0)", "manta rootDir: /operator/stor/img0");
    assertThat(zone.text("/etc/motd.orig")).isEqualTo("the platform's\n");
    assertThat(zone.text("/root/.profile"))
        .startsWith("export PAGER=less\n")
        .contains("manta-env --quiet");
    assertThat(zone.text("/var/spool/cron/crontabs/root"))
        .contains("pkg_admin", "#imgapi-off# 10 3 * * * /usr/sbin/logadm", "imgapi backup -y");
    assertThat(zone.place().services().resolve("services")).isDirectoryContaining("glob:**imgapi");
    assertThat(zone.place().at("/var/svc/setup_complete")).exists();
  }

  @Test
  void aSecondRunFindsEverythingDone() throws IOException {
    setup();
    Map<String, String> before = zone.snapshot("/data", "/etc", "/root/.profile", "/var", "/opt");
    Run again = setup();
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out().lines()).allMatch(line -> line.matches("(already|skipped) .*"));
    assertThat(zone.snapshot("/data", "/etc", "/root/.profile", "/var", "/opt")).isEqualTo(before);
  }

  @Test
  void aDryRunShowsTheStepsAndChangesNothing() throws IOException {
    Map<String, String> before = zone.snapshot("/");
    Run run = setup("--dry-run");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("would    instance-key", "would    config", "would    services");
    assertThat(zone.snapshot("/")).isEqualTo(before);
  }

  @Test
  void tellsOfEachStepInJson() throws IOException {
    Run run = setup("--json");
    assertThat(run.status()).as(run.err()).isZero();
    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    JsonNode result = lines.remove(lines.size() - 1);
    assertThat(result.path("schema").asText()).isEqualTo("imgapi/setup/1");
    assertThat(result.path("failed").asInt()).isZero();
    assertThat(lines).allMatch(line -> line.path("type").asText().equals("step"));
    assertThat(result.path("done").asInt()).isGreaterThan(12);
    assertThat(lines.stream().filter(line -> line.path("outcome").asText().equals("done")))
        .hasSize(result.path("done").asInt());
  }

  @Test
  void aConfigurationThatCannotBeMadeLeavesNoneAndTheNextRunGoesOnThere() throws IOException {
    zone.metadata("channels", "[{\"name\":");
    Run run = setup();
    assertThat(run.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(run.err()).contains("step: config", "channels");
    assertThat(zone.place().at("/data/imgapi/etc/imgapi.config.json")).doesNotExist();
    List<Path> keys = keys();

    zone.metadata("channels", "standard");
    Run again = setup();
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("already  instance-key", "done     config");
    assertThat(keys()).isEqualTo(keys);
  }

  @Test
  void anEmptyConfigurationThatTheOriginalLeftIsMade() throws IOException {
    zone.write("/data/imgapi/etc/imgapi.config.json", "");
    Run run = setup();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(zone.text("/data/imgapi/etc/imgapi.config.json")).contains("\"manta\"");
  }

  @Test
  void whatIsThereStays() throws IOException {
    zone.write("/data/imgapi/etc/imgapi.config.json", "{\"mode\": \"private\"}\n");
    zone.write("/data/imgapi/etc/cert.pem", "mine");
    Run run = setup();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("skipped  ssh-links", "already  certificate", "already  config");
    assertThat(zone.text("/data/imgapi/etc/imgapi.config.json"))
        .isEqualTo("{\"mode\": \"private\"}\n");
    assertThat(zone.text("/data/imgapi/etc/cert.pem")).isEqualTo("mine");
    assertThat(zone.place().at("/root/.ssh")).doesNotExist();
  }

  @Test
  void withoutADelegatedDataSetItIsRefusedUnlessTheLossIsAccepted() throws IOException {
    Files.createFile(zone.place().datasetGone());
    Run run = setup();
    assertThat(run.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(run.err()).contains("no delegated data set", "--no-dataset", "step: dataset");
    assertThat(zone.place().at("/data")).doesNotExist();
    Run accepted = setup("--no-dataset");
    assertThat(accepted.status()).as(accepted.err()).isZero();
    assertThat(zone.place().at("/data/imgapi/etc/imgapi.config.json")).exists();
  }

  @Test
  void metadataThatDoNotAnswerAreNoMissingOnes() throws IOException {
    Files.writeString(zone.place().metadataFailure(), "2 the host does not answer\n");
    Run run = setup();
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains("the host does not answer");
    assertThat(zone.place().at("/data/imgapi/etc/imgapi.config.json")).doesNotExist();
  }

  @Test
  void belowARootWithoutProgramsItMakesWhatItCan() throws IOException {
    Path root = Files.createDirectories(directory.resolve("plain"));
    Path metadata = directory.resolve("metadata.json");
    Files.writeString(
        metadata, "{\"sdc:alias\": \"a\", \"sdc:uuid\": \"1f2e3d4c-0\", \"mode\": \"public\"}");
    Run run = CliHarness.run("setup", "--root", root.toString(), "--metadata", metadata.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("skipped  crontab", "there is no /usr/bin/crontab below this root")
        .contains("skipped  dataset", "done     config");
    assertThat(root.resolve("data/imgapi/etc/imgapi.config.json")).exists();
  }

  @Test
  void everyBootSetsTheTcpStackAndNothingElse() throws IOException {
    Run run = setup("--boot");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(5).allMatch(line -> line.startsWith("done "));
    assertThat(Files.readString(zone.place().state().resolve("tunables/tcp:tcp_conn_req_max_q")))
        .isEqualTo("2048\n");
    assertThat(zone.place().at("/data")).doesNotExist();
  }

  @Test
  void aSettingThatFailsStopsNoBoot() throws IOException {
    zone.script("/usr/sbin/ipadm", "#!/bin/sh\necho 'ipadm: not in a zone' >&2\nexit 1\n");
    Run run = setup("--boot");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("failed   tcp max_buf", "not in a zone");
    assertThat(run.out().lines().filter(line -> line.startsWith("done "))).hasSize(4);
  }
}
