/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.sandbox.ssh.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine is worked on only if it is the one that is meant. */
class HostKeyTest {
  @TempDir Path directory;
  private SshFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = SshFixture.start(directory);
  }

  @AfterEach
  void stop() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private static void requireAnswer(SshHost host) {
    assertThat(host.run(Command.of(Duration.ofSeconds(20), "echo", "here")))
        .isEqualTo(new Exited(0, "here\n", ""));
  }

  private static ImgapiException requireRefusal(SshHost host, String... said) {
    ImgapiException e =
        catchThrowableOfType(
            ImgapiException.class, () -> host.run(Command.of(Duration.ofSeconds(20), "true")));
    assertThat(e.code()).as(e.getMessage()).isEqualTo(ExitCode.REFUSED);
    assertThat(e.getMessage() + e.context() + e.remedy()).contains(said);
    return e;
  }

  private String fingerprint(String kind) throws IOException {
    String key = fixture.server().knownHostsLine(kind).strip().split(" ")[2];
    return PublicKeyText.fingerprint(Base64.getDecoder().decode(key));
  }

  private void renew() throws IOException {
    fixture.server().close();
    for (String kind : new String[] {"ed25519", "ecdsa", "rsa"}) {
      SshServer.makeKey(fixture.server().directory().resolve("ssh_host_" + kind + "_key"), kind);
    }
    fixture.server().restart();
  }

  @Test
  void anUnknownKeyIsRefusedAndShownWithTheOptionThatAcceptsIt() throws IOException {
    fixture.know("");
    requireRefusal(
        fixture.host(),
        "is not known",
        "--accept-host-key " + fingerprint("ed25519"),
        "ssh-keygen");
    assertThat(fixture.ssh("known_hosts")).isEmptyFile();
  }

  @Test
  void anAcceptedKeyIsRecordedAndNeedsTheOptionNoMore() throws IOException {
    Files.delete(fixture.ssh("known_hosts"));
    requireAnswer(fixture.host(fixture.accepting(fingerprint("ed25519")), Map.of()));
    assertThat(fixture.ssh("known_hosts")).hasContent(fixture.server().knownHostsLine("ed25519"));
    requireAnswer(fixture.host());
  }

  @Test
  void anotherFingerprintThanTheAcceptedOneIsRefusedAndNothingIsRecorded() throws IOException {
    fixture.know("");
    String other = fingerprint("rsa");
    requireRefusal(
        fixture.host(fixture.accepting(other), Map.of()),
        "not the accepted one",
        other,
        fingerprint("ed25519"));
    assertThat(fixture.ssh("known_hosts")).isEmptyFile();
  }

  @Test
  void aChangedKeyIsRefusedAndExplainedAndTheAcceptedOneTakesItsPlace() throws IOException {
    String before = fixture.server().knownHostsLine("ed25519");
    String others = "# mine\n10.0.0.1 " + before.split(" ", 2)[1];
    fixture.know(others + before.replace(" ssh", ",zone.example.com ssh"));
    String old = fingerprint("ed25519");
    renew();
    requireRefusal(
        fixture.host(),
        "is not the recorded one",
        "reprovision",
        old,
        "--accept-host-key " + fingerprint("ed25519"));
    requireAnswer(fixture.host(fixture.accepting(fingerprint("ed25519")), Map.of()));
    assertThat(fixture.ssh("known_hosts"))
        .hasContent(
            others
                + "zone.example.com "
                + before.split(" ", 2)[1]
                + fixture.server().knownHostsLine("ed25519"));
    requireAnswer(fixture.host());
  }

  @Test
  void aRevokedKeyIsRefusedWhateverElseIsRecordedOrAccepted() throws IOException {
    String line = fixture.server().knownHostsLine("ed25519");
    fixture.know(line + "@revoked * " + line.split(" ", 2)[1]);
    requireRefusal(fixture.host(), "revoked");
    requireRefusal(fixture.host(fixture.accepting(fingerprint("ed25519")), Map.of()), "revoked");
  }

  @Test
  void hashedNamesAreUnderstood() throws Exception {
    Path known = fixture.ssh("known_hosts");
    Process hash =
        new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", known.toString()).inheritIO().start();
    assertThat(hash.waitFor()).isZero();
    assertThat(Files.readString(known)).startsWith("|1|");
    requireAnswer(fixture.host());
    renew();
    requireRefusal(fixture.host(), "is not the recorded one");
    requireAnswer(fixture.host(fixture.accepting(fingerprint("ed25519")), Map.of()));
    assertThat(known).hasContent(fixture.server().knownHostsLine("ed25519"));
  }

  @Test
  void aRecordedKeyOfAnyKindIsTheOneThatIsAskedFor() throws IOException {
    for (String kind : new String[] {"rsa", "ecdsa"}) {
      fixture.know(fixture.server().knownHostsLine(kind));
      requireAnswer(fixture.host());
    }
  }

  @Test
  void aKeyOfAnotherKindThanTheRecordedOneIsAChangedKey() throws IOException {
    fixture.know(fixture.server().knownHostsLine("rsa"));
    fixture.server().close();
    Files.delete(fixture.server().directory().resolve("ssh_host_rsa_key"));
    fixture.server().restart();
    requireRefusal(fixture.host(), "is not the recorded one", "ssh-rsa", "ssh-ed25519");
  }

  @Test
  void aFileOfItsOwnIsReadBesidesAndWrittenTo() throws IOException {
    fixture.know("");
    Path own = directory.resolve("etc/known");
    SshLogin login = fixture.accepting(fingerprint("ed25519"));
    SshLogin named =
        new SshLogin(
            login.target(),
            login.identity(),
            Optional.of(own),
            login.acceptedKey(),
            login.timeout());
    requireAnswer(fixture.host(named, Map.of()));
    assertThat(own).hasContent(fixture.server().knownHostsLine("ed25519"));
    assertThat(fixture.ssh("known_hosts")).isEmptyFile();
  }

  @Test
  void aFileThatCannotBeReadIsNotTakenForAnEmptyOne() throws IOException {
    Files.delete(fixture.ssh("known_hosts"));
    Files.createDirectory(fixture.ssh("known_hosts"));
    ImgapiException e =
        catchThrowableOfType(
            ImgapiException.class,
            () -> fixture.host().run(Command.of(Duration.ofSeconds(20), "true")));
    assertThat(e.code()).isEqualTo(ExitCode.FAILED);
    assertThat(e.context()).containsValue(fixture.ssh("known_hosts").toString());
  }

  @Test
  void negatedAndOtherPatternsNameWhomTheyName() {
    KnownHostLine line = KnownHostLine.parse("*.example.com,!bad.example.com ssh-rsa AAAA").get();
    assertThat(line.names("good.example.com")).isTrue();
    assertThat(line.names("bad.example.com")).isFalse();
    assertThat(line.names("example.org")).isFalse();
    assertThat(KnownHostLine.parse("# a b c d")).isEmpty();
    assertThat(KnownHostLine.parse("half ssh-rsa")).isEmpty();
  }
}
