/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.sandbox.ssh.SshServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who logs in, with what, and what is said where nobody does. */
class SshLoginTest {
  @TempDir Path directory;
  private SshFixture fixture;
  private Process agent;
  private Path socket;

  @BeforeEach
  void start() throws IOException {
    fixture = SshFixture.start(directory);
  }

  @AfterEach
  void stop() throws IOException {
    if (agent != null) {
      agent.destroyForcibly().onExit().join();
      Files.deleteIfExists(socket);
      Files.delete(socket.getParent());
    }
    if (fixture != null) {
      fixture.close();
    }
  }

  private static void requireAnswer(SshHost host) {
    assertThat(host.run(Command.of(Duration.ofSeconds(20), "echo", "here")))
        .isEqualTo(new Exited(0, "here\n", ""));
  }

  private static void requireFailure(SshHost host, ExitCode code, String... said) {
    ImgapiException e =
        catchThrowableOfType(
            ImgapiException.class, () -> host.run(Command.of(Duration.ofSeconds(20), "true")));
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.getMessage() + e.context() + e.remedy()).contains(said);
    assertThat(e.remedy()).isNotEmpty();
  }

  private SshHost with(Path identity, Map<String, String> environment) {
    SshLogin login = fixture.login();
    return fixture.host(
        new SshLogin(
            login.target(),
            Optional.of(identity),
            login.knownHosts(),
            login.acceptedKey(),
            login.timeout()),
        environment);
  }

  private Map<String, String> agentWith(Path... keys) throws Exception {
    // Not below the test's directory: the name of a socket must be short.
    socket = Files.createTempDirectory("agent").resolve("s");
    agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectOutput(directory.resolve("agent.out").toFile())
            .start();
    while (!Files.exists(socket)) {
      assertThat(agent.isAlive()).isTrue();
      Thread.sleep(20);
    }
    for (Path key : keys) {
      ProcessBuilder add =
          new ProcessBuilder("ssh-add", key.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("add.out").toFile());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.start().waitFor()).isZero();
    }
    return Map.of("SSH_AUTH_SOCK", socket.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void aKeyFileOfAnyKindLogsIn(String kind) throws IOException {
    Path key = directory.resolve("mine");
    SshServer.makeKey(key, kind);
    fixture.server().authorize(key);
    requireAnswer(with(key, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void anAgentLogsInWithAKeyOfAnyKind(String kind) throws Exception {
    Path key = directory.resolve("held");
    SshServer.makeKey(key, kind);
    fixture.server().authorize(key);
    Map<String, String> environment = agentWith(key);
    Files.delete(key);
    Files.delete(fixture.ssh("id_ed25519"));
    requireAnswer(fixture.host(fixture.login(), environment));
  }

  @Test
  void aKeyWithAPassphraseIsTakenFromTheAgentAndElseSaidToNeedIt() throws Exception {
    Path key = directory.resolve("locked");
    SshServer.makeKey(key, "ed25519");
    fixture.server().authorize(key);
    Map<String, String> environment = agentWith(key);
    assertThat(
            new ProcessBuilder("ssh-keygen", "-q", "-p", "-N", "a secret", "-f", key.toString())
                .redirectOutput(directory.resolve("keygen.out").toFile())
                .start()
                .waitFor())
        .isZero();
    requireAnswer(with(key, environment));
    requireFailure(with(key, Map.of()), ExitCode.CONFIG_INVALID, "passphrase", "ssh-add " + key);
  }

  @Test
  void keysThatAreNotAcceptedAreListedAndThoseThatCannotBeTried() throws IOException {
    SshServer.makeKey(fixture.ssh("id_ed25519"), "ed25519");
    SshServer.makeKey(fixture.ssh("id_ecdsa"), "ecdsa");
    SshServer.makeKey(fixture.ssh("id_rsa"), "rsa", "a secret");
    requireFailure(
        fixture.host(),
        ExitCode.AUTH_REFUSED,
        "ssh-ed25519 SHA256:",
        "ecdsa-sha2-nistp256 SHA256:",
        fixture.ssh("id_rsa") + " (has a passphrase",
        "authorized_keys",
        "--identity");
  }

  @Test
  void aServerThatHangsUpAfterTooManyKeysIsUnderstood() throws Exception {
    Path[] keys = new Path[8];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = directory.resolve("key" + i);
      SshServer.makeKey(keys[i], "ed25519");
    }
    requireFailure(
        fixture.host(fixture.login(), agentWith(keys)),
        ExitCode.AUTH_REFUSED,
        "hung up after",
        "--identity");
  }

  @Test
  void withoutAnyKeyAndWithAFileThatIsNoneThatIsSaid() throws IOException {
    Files.delete(fixture.ssh("id_ed25519"));
    requireFailure(fixture.host(), ExitCode.AUTH_REFUSED, "there is none to log in with");
    requireFailure(
        with(directory.resolve("none"), Map.of()), ExitCode.CONFIG_INVALID, "is not there");
    Path text = Files.writeString(directory.resolve("text"), "no key\n");
    requireFailure(with(text, Map.of()), ExitCode.CONFIG_INVALID, "cannot be read", "text");
  }

  @Test
  void anAgentThatDoesNotAnswerIsNoReasonNotToTryTheFiles() throws IOException {
    Map<String, String> dead = Map.of("SSH_AUTH_SOCK", directory.resolve("dead").toString());
    requireAnswer(fixture.host(fixture.login(), dead));
    SshServer.makeKey(fixture.ssh("id_ed25519"), "ed25519");
    requireFailure(
        fixture.host(fixture.login(), dead), ExitCode.AUTH_REFUSED, "ssh-agent", "does not answer");
  }

  private SshHost at(String host, int port, int seconds) {
    return fixture.host(
        new SshLogin(
            new SshTarget("root", host, port),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(seconds)),
        Map.of());
  }

  @Test
  void noServerIsToldApartFromNoAddressAndFromSilence() throws IOException {
    fixture.server().close();
    requireFailure(
        at("127.0.0.1", fixture.server().port(), 5), ExitCode.REMOTE_UNAVAILABLE, "refused");
    requireFailure(
        at("no-such-host.invalid", 22, 5),
        ExitCode.REMOTE_UNAVAILABLE,
        "no address is known",
        "~/.ssh/config");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      requireFailure(
          at("127.0.0.1", silent.getLocalPort(), 1),
          ExitCode.REMOTE_UNAVAILABLE,
          "did not answer within 1 s",
          "--connect-timeout");
    }
  }

  @Test
  void targetsAreReadAndShownAsTheyAreTyped() {
    assertThat(SshTarget.parse("10.0.0.7")).isEqualTo(new SshTarget("root", "10.0.0.7", 22));
    assertThat(SshTarget.parse("me@zone:2222")).isEqualTo(new SshTarget("me", "zone", 2222));
    assertThat(SshTarget.parse("[fd00::7]:22")).isEqualTo(new SshTarget("root", "fd00::7", 22));
    assertThat(SshTarget.parse("me@fd00::7")).isEqualTo(new SshTarget("me", "fd00::7", 22));
    for (String text : List.of("root@10.0.0.7", "me@zone:2222", "root@[fd00::7]:2200")) {
      assertThat(SshTarget.parse(text)).hasToString(text);
    }
    for (String wrong :
        List.of("", "@x", "a@", "a b", "x:0", "x:70000", "x:y", "a@b@c", "[x]", "x:1:y")) {
      assertThatThrownBy(() -> SshTarget.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
