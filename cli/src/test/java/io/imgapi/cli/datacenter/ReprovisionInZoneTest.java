/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.ssh.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance whose root is replaced after a look at its backup, or with work in the zone. */
class ReprovisionInZoneTest {
  @TempDir Path directory;
  private Site site;
  private SshServer server;
  private String root;

  @BeforeEach
  void start() throws IOException {
    site = Site.start(directory, Duration.ofMillis(1));
    Run made =
        site.run(
            "create",
            "operator",
            Site.LOCAL,
            "sample-2G",
            "img0",
            "-y",
            "--register-key",
            "ufds",
            "--key-settle",
            "0",
            "-m",
            "mantaUrl=" + site.sandbox().manta().url(),
            "-m",
            "mantaUser=operator",
            "-m",
            "mantaBaseDir=img0",
            "-m",
            "mantaInsecure=true");
    assertThat(made.status()).as(made.err()).isZero();
    root = site.sandbox().runtime().list().get(0).root();
    Run restored = CliHarness.run("restore", "-y", "--new-repo", "--root", root);
    assertThat(restored.status()).as(restored.err()).isZero();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    if (site != null) {
      site.close();
    }
  }

  private void startServer() throws IOException {
    if (SshServer.program().isEmpty()) {
      String missing = "no OpenSSH server is installed: apt-get install openssh-server";
      if ("1".equals(System.getenv("IMGAPI_REQUIRE_SSHD"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    SshServer.makeKey(site.home().resolve(".ssh/id_ed25519"), "ed25519");
    server = SshServer.start(directory.resolve("sshd"));
    server.authorize(site.home().resolve(".ssh/id_ed25519"));
    Files.writeString(site.home().resolve(".ssh/known_hosts"), server.knownHostsLine("ed25519"));
  }

  private Run afar(String zoneRoot, String... more) {
    List<String> words = new ArrayList<>(List.of("reprovision", "img0", Site.NEWEST, "-y"));
    words.addAll(
        List.of("--host", SshServer.user() + "@127.0.0.1:" + server.port(), "--root", zoneRoot));
    words.addAll(List.of(more));
    return site.run(words.toArray(String[]::new));
  }

  private long reprovisions() {
    return site.triton().requests("vmapi").stream()
        .filter(request -> request.startsWith("POST /vms/"))
        .count();
  }

  private Run withCredentials(CliHarness.World world, String... more) {
    List<String> words = new ArrayList<>(List.of("reprovision", "img0", Site.NEWEST, "-y"));
    words.addAll(List.of(more));
    java.util.HashMap<String, String> variables = new java.util.HashMap<>(site.variables());
    variables.putAll(
        Map.of(
            "HOME", site.sandbox().operator().privateKey().getParent().getParent().toString(),
            "MANTA_URL", site.sandbox().manta().url().toString(),
            "MANTA_USER", "operator",
            "MANTA_KEY_ID", site.sandbox().operator().keyId(),
            "MANTA_TLS_INSECURE", "1"));
    return world.with(variables).run(words.toArray(String[]::new));
  }

  private static void requireFailure(Run run, ExitCode code, String... parts) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err()).contains(parts);
  }

  @Test
  void it_is_backed_up_before_and_hooked_in_after() throws IOException {
    startServer();
    Path log = Path.of(root, "var/log/triton/upload/imgapi_x_20261126T090000.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "lines\n");
    Run run = afar(root);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .containsSubsequence(
            "is being backed up: imgapi backup -y",
            "being uploaded: imgapi log-upload",
            "its root is being replaced",
            "hooked into the new root: imgapi attach");
    assertThat(run.out()).contains("imgapi is hooked into the new root");
    Run snapshots = CliHarness.run("snapshots", "--json", "--root", root);
    assertThat(snapshots.out()).as("it was backed up").contains("\"id\":\"20");
    try (Stream<Path> hooks = Files.list(Path.of(root, "opt/smartdc/imgapi/bin"))) {
      assertThat(hooks.map(Path::getFileName).map(Path::toString))
          .as("the old names call this program on the new root")
          .contains("imgapi-standalone-backup.orig");
    }
  }

  @Test
  void another_machine_is_refused_and_nothing_is_done() throws IOException {
    startServer();
    Run other = site.run("create", "operator", Site.LOCAL, "sample-2G", "img1", "-y");
    assertThat(other.status()).as(other.err()).isZero();
    String otherRoot =
        site.sandbox().runtime().list().stream()
            .filter(zone -> zone.alias().equals("img1"))
            .findFirst()
            .orElseThrow()
            .root();
    requireFailure(afar(otherRoot), ExitCode.REFUSED, "is not the instance img0");
    Files.delete(Path.of(root, "data/imgapi-tools/current"));
    requireFailure(afar(root), ExitCode.NOT_SET_UP, "not installed in the instance");
    assertThat(reprovisions()).isZero();
  }

  @Test
  void a_backup_that_fails_leaves_its_root_as_it_is() throws IOException {
    startServer();
    site.sandbox()
        .manta()
        .faults()
        .add(new FaultRule("PUT", ".*", 0, -1, 1, new Fault.KeyUnknown()));
    requireFailure(
        afar(root), ExitCode.FAILED, "imgapi backup -y in the instance ended with", "not touched");
    assertThat(reprovisions()).isZero();
  }

  @Test
  void without_a_way_into_the_zone_its_newest_snapshot_has_to_be_fresh() {
    requireFailure(
        withCredentials(CliHarness.World.bare()), ExitCode.REFUSED, "has no snapshot in Manta");
    Run backedUp = CliHarness.run("backup", "-y", "--root", root);
    assertThat(backedUp.status()).as(backedUp.err()).isZero();
    CliHarness.World late =
        CliHarness.World.bare()
            .in(
                java.time.Clock.fixed(Instant.now().plus(Duration.ofMinutes(4)), ZoneOffset.UTC),
                wait -> {});
    requireFailure(
        withCredentials(late, "--backup-age", "3"),
        ExitCode.REFUSED,
        "4 minutes old, and at most 3 are fine",
        "--host root@ADDRESS");
    assertThat(reprovisions()).isZero();
    Run run = withCredentials(CliHarness.World.bare());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("Next, in the instance: imgapi attach");
  }

  @Test
  void without_credentials_it_is_said_what_to_do() {
    requireFailure(
        site.run("reprovision", "img0", Site.NEWEST, "-y"),
        ExitCode.REFUSED,
        "cannot be seen from here",
        "MANTA_URL: not set",
        "--host root@ADDRESS",
        "--no-backup-check");
    assertThat(reprovisions()).isZero();
  }
}
