/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.status.LivingZone;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.ssh.SshServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands work from afar as they do on the machine itself: over a real OpenSSH server. */
class HostOptionsTest {
  @TempDir static Path directory;
  private static SshServer server;
  private static LivingZone zone;
  private static Path home;

  @BeforeAll
  static void start() throws Exception {
    if (SshServer.program().isEmpty()) {
      String missing = "no OpenSSH server is installed: apt-get install openssh-server";
      if ("1".equals(System.getenv("IMGAPI_REQUIRE_SSHD"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    server = SshServer.start(directory.resolve("sshd"));
    home = directory.resolve("home");
    Files.createDirectories(home.resolve(".ssh"));
    SshServer.makeKey(home.resolve(".ssh/id_ed25519"), "ed25519");
    server.authorize(home.resolve(".ssh/id_ed25519"));
    know(server.knownHostsLine("ed25519"));
    zone = LivingZone.start(directory.resolve("zone"));
    Path log = zone.root().resolve("var/log/triton/imgapi-backup.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "one\ntwo\n");
  }

  @AfterAll
  static void stop() {
    if (zone != null) {
      zone.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static void know(String text) throws IOException {
    Files.writeString(home.resolve(".ssh/known_hosts"), text);
  }

  private static String target() {
    return SshServer.user() + "@127.0.0.1:" + server.port();
  }

  private static Run run(Map<String, String> variables, String... words) {
    return World.bare()
        .with(variables)
        .run(
            Stream.concat(Stream.of(words), Stream.of("--root", zone.root().toString()))
                .toArray(String[]::new));
  }

  private static Run afar(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--host", target()));
    return run(Map.of("HOME", home.toString()), all.toArray(String[]::new));
  }

  @Test
  void statusFromAfarFindsWhatItFindsThere() throws Exception {
    String[] words = {"status", "--json", "--timeout", "120"};
    Run there = run(Map.of(), words);
    Run run = afar(words);
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(there.status()).isZero();
    JsonNode far = new JsonMapper().readTree(run.out());
    JsonNode near = new JsonMapper().readTree(there.out());
    assertThat(far.path("machine").asText()).isEqualTo(target());
    assertThat(names(far)).isEqualTo(names(near)).hasSizeGreaterThan(15);
  }

  private static List<String> names(JsonNode report) {
    List<String> names = new ArrayList<>();
    report
        .path("checks")
        .forEach(check -> names.add(check.path("id").asText() + check.path("state").asText()));
    return names;
  }

  @Test
  void logFromAfarShowsTheLinesThatAreThere() {
    assertThat(afar("log", "--lines", "all", "backup").out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void theMachineIsTakenFromTheEnvironmentToo() {
    Run run =
        run(
            Map.of("HOME", home.toString(), "IMGAPI_HOST", "127.0.0.1:1"),
            "log",
            "--connect-timeout",
            "5");
    run.requireFailure(ExitCode.REMOTE_UNAVAILABLE, "refused", "port 1");
  }

  @Test
  void anUnknownMachineIsRefusedUntilItsKeyIsAccepted() throws IOException {
    know("");
    try {
      for (String command : List.of("log", "status")) {
        Run refused = afar(command);
        refused.requireFailure(
            ExitCode.REFUSED, "is not known", "ssh-ed25519", "--accept-host-key SHA256:");
      }
      String said = afar("log").err();
      String fingerprint = said.substring(said.indexOf("--accept-host-key ") + 18).strip();
      fingerprint = fingerprint.split("\\s")[0];
      assertThat(afar("log", "--accept-host-key", fingerprint, "backup").status()).isZero();
      assertThat(home.resolve(".ssh/known_hosts")).hasContent(server.knownHostsLine("ed25519"));
    } finally {
      know(server.knownHostsLine("ed25519"));
    }
  }

  @Test
  void aKeyThatIsNotAcceptedIsNamed() throws IOException {
    Path other = directory.resolve("other");
    SshServer.makeKey(other, "ecdsa");
    for (String command : List.of("log", "status")) {
      afar(command, "--identity", other.toString())
          .requireFailure(ExitCode.AUTH_REFUSED, "ecdsa-sha2-nistp256 SHA256:", other.toString());
    }
  }

  @Test
  void optionsThatCannotBeMeantAreUsageErrors() {
    run(Map.of(), "log", "--host", "a@b@c")
        .requireFailure(ExitCode.USAGE, "--host", "a@b@c", "root@10.0.0.7");
    run(Map.of(), "log", "--host", "a", "--connect-timeout", "0")
        .requireFailure(ExitCode.USAGE, "--connect-timeout");
    run(Map.of(), "log", "--host", "a", "--accept-host-key", "any")
        .requireFailure(ExitCode.USAGE, "no fingerprint");
  }

  /** The SSH library and its cryptography take longer to load than most commands run. */
  @Test
  void nothingOfSshIsLoadedWhereNoMachineIsNamed() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                "io.imgapi.cli.Main",
                "log",
                "--root",
                zone.root().toString(),
                "backup")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(loaded)
        .contains("io.imgapi.core.host.LocalHost")
        .doesNotContain("net.schmizz")
        .doesNotContain("org.bouncycastle")
        .doesNotContain("com.jcraft");
  }
}
