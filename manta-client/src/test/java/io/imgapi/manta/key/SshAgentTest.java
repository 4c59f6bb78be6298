/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imgapi.manta.key.MantaKeyException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real ssh-agent. */
class SshAgentTest {
  private static final byte[] DATA = "date: now".getBytes(KeyTools.ASCII);
  @TempDir Path dir;
  private Process agent;
  private Path socket;

  @BeforeEach
  void startAgent() throws Exception {
    assumeTrue(
        List.of("/usr/bin/ssh-agent", "/opt/local/bin/ssh-agent", "/bin/ssh-agent").stream()
            .anyMatch(p -> Files.isExecutable(Path.of(p))),
        "ssh-agent is not installed");
    socket = dir.resolve("agent");
    agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    agent.getOutputStream().close();
    // It says on its output where it listens, once it does.
    assertThat(agent.getInputStream().read()).isPositive();
  }

  @AfterEach
  void stopAgent() throws InterruptedException {
    if (agent != null) {
      agent.destroy();
      assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private SshPublicKey add(String kind) throws IOException {
    Path sub = Files.createDirectory(dir.resolve(kind));
    Path key = KeyTools.make(sub, kind, "openssh", "");
    ProcessBuilder adding = new ProcessBuilder("ssh-add", "-q", key.toString());
    adding.environment().put("SSH_AUTH_SOCK", socket.toString());
    Process process = adding.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), KeyTools.ASCII);
    try {
      assertThat(process.waitFor()).as(output).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return SshPublicKey.parse(Files.readString(sub.resolve("key.pub")));
  }

  @Test
  void signsWithTheKeysItHolds() throws Exception {
    SshAgent held = SshAgent.fromEnvironment(Map.of("SSH_AUTH_SOCK", socket.toString()));
    assertThat(held.keys()).isEmpty();
    Map<String, SshPublicKey> keys = new HashMap<>();
    for (String kind : List.of("rsa", "p256", "p384", "p521", "ed25519")) {
      keys.put(kind, add(kind));
    }
    assertThat(held.keys()).containsExactlyInAnyOrderElementsOf(keys.values());
    for (String kind : List.of("rsa", "p256", "p521", "ed25519")) {
      SshPublicKey key = keys.get(kind);
      MantaSigner signer =
          MantaKeys.find(key.sha256(), dir.resolve("none"), held, PassphraseSource.none());
      for (int i = 0; i < 20; i++) {
        assertThat(KeyTools.verifies(key, signer.algorithm(), DATA, signer.sign(DATA)))
            .as(kind)
            .isTrue();
      }
    }
    assertThatThrownBy(() -> held.signer(keys.get("p384").md5()))
        .isInstanceOfSatisfying(
            MantaKeyException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    assertThat(
            MantaKeys.find(
                    keys.get("p384").md5(), dir.resolve("p384"), held, PassphraseSource.none())
                .algorithm())
        .isEqualTo("ecdsa-sha512");
    assertThat(held.signer("00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff")).isEmpty();
  }

  @Test
  void tellsADeadAgentFromNone() throws Exception {
    SshPublicKey key = add("rsa");
    SshAgent held = SshAgent.at(socket);
    MantaSigner signer = held.signer(key.md5()).orElseThrow();
    stopAgent();
    Files.deleteIfExists(socket);
    assertThatThrownBy(held::keys)
        .isInstanceOfSatisfying(
            MantaKeyException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AGENT));
    assertThatThrownBy(() -> signer.sign(DATA)).isInstanceOf(MantaKeyException.class);
    assertThat(SshAgent.fromEnvironment(Map.of()).keys()).isEmpty();
    assertThat(
            MantaKeys.find(key.md5(), dir.resolve("rsa"), held, PassphraseSource.none())
                .publicKey())
        .isEqualTo(key);
  }
}
