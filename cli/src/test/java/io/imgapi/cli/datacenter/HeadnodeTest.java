/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.ssh.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data centre that is reached from its headnode only: over a real OpenSSH server. */
class HeadnodeTest {
  /** A headnode has its configuration at a fixed place, where this machine has none. */
  private static final String HEADNODE =
      """
      #!/bin/sh
      eval "$(printf '%s' "$SSH_ORIGINAL_COMMAND" | sed 's#/lib/sdc/config.sh#@CONFIG@#')"
      """;

  private static final String CONFIG =
      """
      [ "$1" = -json ] || exit 2
      echo '{"datacenter_name":"sandbox","sapi_domain":"@SAPI@","ufds_is_master":"true"}'
      """;

  @TempDir Path directory;
  private Site site;
  private SshServer server;

  @BeforeEach
  void start() throws IOException {
    if (SshServer.program().isEmpty()) {
      String missing = "no OpenSSH server is installed: apt-get install openssh-server";
      if ("1".equals(System.getenv("IMGAPI_REQUIRE_SSHD"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    site = Site.start(directory, Duration.ofMillis(1));
    SshServer.makeKey(site.home().resolve(".ssh/id_ed25519"), "ed25519");
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

  private void headnode(String... config) throws IOException {
    server = SshServer.start(directory.resolve("sshd"), config);
    server.authorize(site.home().resolve(".ssh/id_ed25519"));
    know(server.knownHostsLine("ed25519"));
  }

  private void know(String text) throws IOException {
    Files.writeString(site.home().resolve(".ssh/known_hosts"), text);
  }

  /** A line for the server: where its configuration is asked for, this is told. */
  private String forced(String sapi) throws IOException {
    Path config = directory.resolve("config.sh");
    Files.writeString(config, CONFIG.replace("@SAPI@", sapi));
    Path script = directory.resolve("headnode");
    Files.writeString(script, HEADNODE.replace("@CONFIG@", config.toString()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return "ForceCommand " + script;
  }

  private String target() {
    return SshServer.user() + "@127.0.0.1:" + server.port();
  }

  private String[] afar(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--headnode", target()));
    return all.toArray(String[]::new);
  }

  private String[] create(String alias, String... more) {
    List<String> words =
        new ArrayList<>(List.of("create", "operator", Site.LOCAL, "sample-2G", alias, "-y"));
    words.addAll(List.of(more));
    return afar(words.toArray(String[]::new));
  }

  /** Where the server forwarded connections to. */
  private List<String> forwardings() throws IOException {
    return Files.readAllLines(server.directory().resolve("sshd.log")).stream()
        .filter(line -> line.contains("direct_tcpip"))
        .toList();
  }

  private static String target(String host, int port) {
    return "target " + host + " port " + port;
  }

  @Test
  void every_connection_begins_there() throws IOException {
    headnode("LogLevel DEBUG1");
    Run run =
        site.run(
            create(
                "img0",
                "-m",
                "mantaUrl=" + site.sandbox().manta().url(),
                "-m",
                "mantaUser=operator",
                "-m",
                "mantaInsecure=true",
                "--register-key",
                "ufds"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("img0 runs and answers", "is on its Manta account");
    for (String service : List.of("sapi", "vmapi", "papi", "napi", "imgapi", "workflow")) {
      assertThat(forwardings())
          .as(service)
          .anyMatch(
              line -> line.contains(target("127.0.0.1", site.triton().url(service).getPort())));
    }
    String ufds = site.triton().ufdsAuthority();
    assertThat(forwardings())
        .as("the directory")
        .anyMatch(
            line ->
                line.contains(
                    target("127.0.0.1", Integer.parseInt(ufds.substring(ufds.indexOf(':') + 1)))));
    String address = run.out().replaceAll("(?s).*address: +https://127.0.0.1:(\\d+)\\s.*", "$1");
    assertThat(forwardings())
        .as("the instance's first answer")
        .anyMatch(line -> line.contains(target("127.0.0.1", Integer.parseInt(address))));
  }

  @Test
  void its_configuration_says_where_sapi_is() throws IOException {
    headnode(forced(site.triton().url("sapi").getAuthority()));
    Run run = site.runWith(Map.of("IMGAPI_SAPI_URL", ""), create("img0"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("img0 runs and answers");
    Run again =
        site.runWith(
            Map.of("IMGAPI_SAPI_URL", ""),
            afar("reprovision", "img0", Site.LOCAL, "-I", "-y", "--no-backup-check"));
    assertThat(again.status()).as(again.err()).isZero();
    Run local = site.runWith(Map.of("IMGAPI_SAPI_URL", ""), afar("allow-local-images", "on", "-y"));
    assertThat(local.status()).as(local.err()).isZero();
  }

  @Test
  void a_machine_that_is_no_headnode_says_nothing() throws IOException {
    headnode();
    Run run = site.runWith(Map.of("IMGAPI_SAPI_URL", ""), create("img0"));
    run.requireFailure(ExitCode.NOT_SET_UP, "--headnode", "--sapi");
  }

  /** For the program the name means an address where nobody listens. */
  @Test
  void names_mean_what_they_mean_there() throws Exception {
    int sapi = site.triton().url("sapi").getPort();
    site.nameAll("localhost");
    headnode(forced("localhost:" + sapi));
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.2 localhost\n");
    List<String> deceived = List.of("-Djdk.net.hosts.file=" + hosts);
    Map<String, String> variables =
        Map.of(
            "HOME",
            site.home().toString(),
            "IMGAPI_UPDATES_URL",
            "https://localhost:" + site.triton().url("updates").getPort(),
            "IMGAPI_UPDATES_INSECURE",
            "true");
    Path log = directory.resolve("log");

    Process near =
        site.launch(
            deceived,
            variables,
            log,
            "allow-local-images",
            "on",
            "-n",
            "--sapi",
            "http://localhost:" + sapi);
    assertThat(near.waitFor()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(log).content().contains("nobody listens at localhost:" + sapi);

    Process plan =
        site.launch(
            deceived,
            variables,
            log,
            afar("create", "operator", "latest", "sample-2G", "img0", "-n"));
    assertThat(plan.waitFor()).as(Files.readString(log)).isZero();
    assertThat(log).content().contains(Site.NEWEST);
    Process far = site.launch(deceived, variables, log, create("img0"));
    assertThat(far.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(far.exitValue()).as(Files.readString(log)).isZero();
    assertThat(log).content().contains("img0 runs and answers");
  }

  /** Breaks the connection while a request is on its way, and lets the program go on. */
  private String brokenAt(String service, String method, String path) throws Exception {
    headnode();
    site.triton().faults(service).add(new FaultRule(method, path, 0, 1, 1, new Fault.Delay(1500)));
    Path log = directory.resolve("log");
    Process process = site.launch(List.of(), site.variables(), log, create("img0"));
    while (process.isAlive()
        && site.triton().requests(service).stream()
            .noneMatch(request -> request.matches(method + " " + path))) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    server.cutConnections();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("img0 runs and answers");
    assertThat(site.provisions()).isEqualTo(1);
    return said;
  }

  @Test
  void a_connection_that_breaks_while_the_job_runs_is_made_again() throws Exception {
    brokenAt("workflow", "GET", "/jobs/.*");
  }

  @Test
  void a_connection_that_breaks_while_a_vm_is_asked_for_makes_no_second_vm() throws Exception {
    assertThat(brokenAt("vmapi", "POST", "/vms")).contains("VMAPI's answer was lost");
  }

  @Test
  void a_server_that_forbids_forwarding_is_told_of() throws IOException {
    headnode("AllowTcpForwarding no");
    List<String> before = site.changes();
    Run run = site.run(create("img0"));
    run.requireFailure(
        ExitCode.REMOTE_UNAVAILABLE, "SAPI", "allows no tunnels", "AllowTcpForwarding");
    assertThat(site.changes()).isEqualTo(before);
  }

  @Test
  void a_server_that_forbids_forwarding_to_the_directory_is_told_of() throws IOException {
    headnode("PermitOpen 127.0.0.1:" + site.triton().url("sapi").getPort());
    Run run = site.run(create("img0"));
    run.requireFailure(
        ExitCode.REMOTE_UNAVAILABLE, "UFDS", "allows no tunnels", "AllowTcpForwarding");
  }

  @Test
  void where_nobody_listens_there_it_is_said() throws IOException {
    headnode();
    Run run = site.run(create("img0", "--sapi", "http://127.0.0.1:1"));
    run.requireFailure(ExitCode.REMOTE_UNAVAILABLE, "nobody listens at 127.0.0.1:1", "--sapi");
    Run unknown = site.run(create("img0", "--sapi", "http://sapi.nowhere.invalid"));
    unknown.requireFailure(
        ExitCode.REMOTE_UNAVAILABLE, "there is no host of the name sapi.nowhere.invalid");
  }

  @Test
  void a_host_key_that_is_not_known_is_refused_and_one_that_is_accepted_is_kept()
      throws IOException {
    headnode();
    know("");
    List<String> before = site.changes();
    Run refused = site.run(create("img0"));
    refused.requireFailure(
        ExitCode.REFUSED, "is not known", "ssh-ed25519", "--accept-host-key SHA256:");
    assertThat(site.triton().requests("sapi")).as("nothing was asked").isEmpty();
    assertThat(site.changes()).isEqualTo(before);
    String fingerprint = refused.err().replaceAll("(?s).*--accept-host-key (SHA256:\\S+).*", "$1");
    Run accepted =
        site.run(afar("allow-local-images", "on", "-n", "--accept-host-key", fingerprint));
    assertThat(accepted.status()).as(accepted.err()).isZero();
    assertThat(site.home().resolve(".ssh/known_hosts"))
        .hasContent(server.knownHostsLine("ed25519"));
    assertThat(site.run(afar("allow-local-images", "on", "-n")).status()).isZero();

    String other = directory.resolve("other").toString();
    SshServer.makeKey(Path.of(other), "ed25519");
    String[] key = Files.readString(Path.of(other + ".pub")).split(" ");
    know("[127.0.0.1]:" + server.port() + " " + key[0] + " " + key[1] + "\n");
    site.run(create("img0")).requireFailure(ExitCode.REFUSED, "127.0.0.1");
  }

  @Test
  void a_key_that_is_not_accepted_is_named() throws IOException {
    headnode();
    Path other = directory.resolve("other");
    SshServer.makeKey(other, "ecdsa");
    site.run(create("img0", "--identity", other.toString()))
        .requireFailure(ExitCode.AUTH_REFUSED, "ecdsa-sha2-nistp256 SHA256:", other.toString());
  }
}
