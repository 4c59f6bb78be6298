/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static io.imgapi.cli.RunningZone.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.RunningZone;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertInstallCommandTest {
  @TempDir Path directory;

  private RunningZone zone;
  private Path installed;

  @BeforeEach
  void start() throws IOException {
    zone = RunningZone.in(directory);
    installed = zone.zone().place().at("/data/imgapi/etc/cert.pem");
  }

  @AfterEach
  void stop() throws IOException {
    zone.close();
  }

  private Path at(String name) {
    return zone.file(name);
  }

  private void selfSigned(String name, int days) {
    tool(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=" + name,
        "-days",
        String.valueOf(days),
        "-keyout",
        at(name + ".key").toString(),
        "-out",
        at(name + ".crt").toString());
  }

  /** A certificate that an authority vouches for, and the chain of both. */
  private void issued(String name) throws IOException {
    selfSigned("authority", 100);
    tool(
        "openssl",
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=" + name,
        "-keyout",
        at(name + ".key").toString(),
        "-out",
        at(name + ".csr").toString());
    tool(
        "openssl",
        "x509",
        "-req",
        "-in",
        at(name + ".csr").toString(),
        "-CA",
        at("authority.crt").toString(),
        "-CAkey",
        at("authority.key").toString(),
        "-CAcreateserial",
        "-days",
        "90",
        "-out",
        at(name + ".crt").toString());
    Files.writeString(
        at("chain.pem"),
        Files.readString(at(name + ".crt")) + Files.readString(at("authority.crt")));
  }

  private String fingerprint(String file) {
    return tool("openssl", "x509", "-in", at(file).toString(), "-noout", "-fingerprint", "-sha256")
        .replaceFirst("^.*=", "")
        .strip();
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(installed.getParent())) {
      return files.filter(f -> f.getFileName().toString().contains("pem.until-")).toList();
    }
  }

  @Test
  void theFrontEndShowsTheNewOneAndTheOldOneIsKept() throws IOException {
    byte[] old = Files.readAllBytes(installed);
    issued("images.example.com");
    String key = at("images.example.com.key").toString();
    String[] words = {"cert", "install", at("chain.pem").toString(), "--key", key, "-y"};
    Run run = zone.run(words);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("installed:   " + fingerprint("images.example.com.crt"), "front end:   shows it");
    assertThat(kept()).hasSize(1);
    assertThat(kept().get(0)).hasBinaryContent(old);
    for (Path file : List.of(installed, kept().get(0))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r-----");
    }
    assertThat(zone.run("cert", "show").out()).contains("chain:       2 certificates");

    Run again = zone.run(words);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(kept()).hasSize(1);
    // A front end that was not restarted with it is restarted now.
    assertThat(
            zone.require("cert", "install", "-n", at("chain.pem").toString(), "--key", key).out())
        .contains("it is installed already", "to restart:  nothing");
  }

  @Test
  void aFrontEndThatDoesNotComeUpGetsTheOldOneBack() throws IOException {
    byte[] old = Files.readAllBytes(installed);
    // The sandbox's front end, as many, cannot use a key of this kind.
    tool(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ed25519",
        "-nodes",
        "-subj",
        "/CN=odd",
        "-days",
        "30",
        "-keyout",
        at("odd.key").toString(),
        "-out",
        at("odd.crt").toString());
    Run run =
        zone.run("cert", "install", at("odd.crt").toString(), "--key", at("odd.key") + "", "-y");
    assertThat(run.status()).as(run.out()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err())
        .contains(
            "does not come up with the new certificate", "the old certificate is back and is shown")
        .doesNotContain("PRIVATE");
    assertThat(installed).hasBinaryContent(old);
    assertThat(zone.require("cert", "install", installed.toString(), "-n").out())
        .contains("to restart:  nothing");
  }

  @Test
  void whatCannotBeUsedIsRefusedAndNothingChanges() throws IOException {
    byte[] old = Files.readAllBytes(installed);
    issued("a");
    selfSigned("b", 10);
    String chain = at("chain.pem").toString();
    zone.run("cert", "install", chain, "--key", at("b.key").toString(), "-y")
        .requireFailure(ExitCode.CONFIG_INVALID, "belongs to another certificate");
    zone.run("cert", "install", chain, "-y")
        .requireFailure(ExitCode.CONFIG_INVALID, "no private key");
    Files.writeString(
        at("wrong.pem"), Files.readString(at("a.crt")) + Files.readString(at("b.crt")));
    zone.run("cert", "install", at("wrong.pem").toString(), "--key", at("a.key") + "", "-y")
        .requireFailure(ExitCode.CONFIG_INVALID, "certificate 2 of the chain does not vouch");
    zone.run("cert", "install", at("a.key").toString(), "-y")
        .requireFailure(ExitCode.CONFIG_INVALID, "holds no certificate");
    zone.run("cert", "install", at("absent").toString(), "-y")
        .requireFailure(ExitCode.CONFIG_INVALID, "no such file");
    zone.world(Map.of())
        .in(
            java.time.Clock.offset(java.time.Clock.systemUTC(), java.time.Duration.ofDays(200)),
            time -> {})
        .run("cert", "install", chain, "--key", at("a.key").toString(), "-y")
        .requireFailure(ExitCode.CONFIG_INVALID, "expired");
    assertThat(installed).hasBinaryContent(old);
    assertThat(kept()).isEmpty();
  }

  @Test
  void whoDoesNotSayYesChangesNothing() throws IOException {
    byte[] old = Files.readAllBytes(installed);
    selfSigned("b", 10);
    String[] words = {"cert", "install", at("b.crt").toString(), "--key", at("b.key").toString()};
    Run shown = zone.world(Map.of()).answering("n\n").run(words);
    assertThat(shown.err()).contains("subject:     CN=b", "to restart:  the TLS front end");
    assertThat(zone.run(words).status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(installed).hasBinaryContent(old);
  }

  @Test
  void withoutServiceControlItIsInstalledAndSaysWhatIsLeft() throws IOException {
    selfSigned("b", 10);
    Path root = Files.createDirectories(directory.resolve("plain"));
    Files.createDirectories(root.resolve("data/imgapi/etc"));
    Run run =
        CliHarness.run(
            "cert",
            "install",
            "--root",
            root.toString(),
            at("b.crt").toString(),
            "--key",
            at("b.key").toString(),
            "-y",
            "--json");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"shown\":false");
    assertThat(root.resolve("data/imgapi/etc/cert.pem")).isNotEmptyFile();
  }

  @Test
  void allThatWereReplacedInOneSecondAreKept() throws IOException {
    Path etc = Files.createDirectories(directory.resolve("plain/data/imgapi/etc"));
    List<String> names = List.of("b", "c", "d");
    names.forEach(name -> selfSigned(name, 10));
    Clock stopped = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    Set<String> wereThere = new HashSet<>();
    for (String name : names) {
      Run run =
          CliHarness.run(
              stopped,
              time -> {},
              "cert",
              "install",
              "--root",
              directory.resolve("plain").toString(),
              at(name + ".crt").toString(),
              "--key",
              at(name + ".key").toString(),
              "-y");
      assertThat(run.status()).as(run.err()).isZero();
      wereThere.add(Files.readString(etc.resolve("cert.pem")));
    }
    Set<String> found = new HashSet<>();
    try (Stream<Path> files = Files.list(etc)) {
      for (Path file : files.toList()) {
        found.add(Files.readString(file));
      }
    }
    assertThat(found).hasSize(3).isEqualTo(wereThere);
  }
}
