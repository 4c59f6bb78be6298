/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.RunningZone;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthKeysReloadCommandTest {
  @TempDir Path directory;

  private RunningZone zone;
  private Path bob;

  @BeforeEach
  void start() throws IOException {
    zone = RunningZone.in(directory);
    bob = zone.key("bob", "rsa");
    zone.require("authkeys", "add", "bob", bob + ".pub");
    // The service knows bob; whom it learns to know later is up to each test.
    zone.svcadm("disable", "-s", "imgapi");
    zone.svcadm("enable", "-s", "imgapi");
  }

  @AfterEach
  void stop() throws IOException {
    zone.close();
  }

  private Run reload(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "authkeys";
    all[1] = "reload";
    System.arraycopy(words, 0, all, 2, words.length);
    return zone.run(all);
  }

  @Test
  void aUserWhoWasAddedIsKnownAfterwardsAndWasNotBefore() throws InterruptedException {
    Path alice = zone.key("alice", "rsa");
    zone.require("authkeys", "add", "alice", alice + ".pub");
    reload("--key", alice.toString())
        .requireFailure(ExitCode.AUTH_REFUSED, "refused the signature", "alice, SHA256:");
    Run run = reload("--key", bob.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("asked by bob");
    assertThat(known(alice)).isTrue();
  }

  /** The service answers before it has read its files. */
  private boolean known(Path key) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (reload("--key", key.toString()).status() == 0) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  @Test
  void theAgentSignsWhereItHoldsAKnownKey() throws Exception {
    Path socket = directory.resolve("agent");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("agent.log").toFile())
            .start();
    try {
      for (int i = 0; i < 200 && !Files.exists(socket); i++) {
        Thread.sleep(20);
      }
      Path other = zone.key("other", "ed25519");
      for (Path key : new Path[] {other, bob}) {
        ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertThat(add.start().waitFor()).isZero();
      }
      Run run =
          zone.world(Map.of("SSH_AUTH_SOCK", socket.toString()))
              .run("authkeys", "reload", "--json");
      assertThat(run.status()).as(run.err() + run.out()).isZero();
      assertThat(run.out()).contains("\"how\":\"reload\"", "\"user\":\"bob\"");
    } finally {
      agent.destroy();
      assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void withoutAKeyTheServiceIsRestartedWhereThatIsWanted() {
    reload().requireFailure(ExitCode.USAGE, "no terminal", "use -y");
    Run shown = reload("-n");
    assertThat(shown.out()).contains("would restart the service");
    List<String> asked = new ArrayList<>();
    Run refused =
        zone.world(Map.of())
            .asking(
                question -> {
                  asked.add(question);
                  return Optional.of("n");
                })
            .run("authkeys", "reload");
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("holds no RSA key", "Restart the service instead?");
    assertThat(refused.out()).isEmpty();
    Path alice = zone.key("alice", "rsa");
    zone.require("authkeys", "add", "alice", alice + ".pub");
    Run run = reload("-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("was restarted, answers");
    assertThat(reload("--key", alice.toString()).status()).isZero();
  }

  @Test
  void aKeyThatCannotSignHereIsNamed() {
    Path elliptic = zone.key("elliptic", "ecdsa");
    reload("--key", elliptic.toString())
        .requireFailure(ExitCode.CONFIG_INVALID, "verifies RSA and DSA keys only");
    Path stranger = zone.key("stranger", "rsa");
    reload("--key", stranger.toString())
        .requireFailure(ExitCode.CONFIG_INVALID, "no user has this key", "--user NAME");
    reload("--key", stranger.toString(), "--user", "bob")
        .requireFailure(ExitCode.AUTH_REFUSED, "refused the signature");
  }

  @Test
  void aServiceThatDoesNotRunIsNeitherARefusalNorATimeOut() {
    zone.svcadm("disable", "-s", "imgapi");
    reload("--key", bob.toString())
        .requireFailure(ExitCode.REMOTE_UNAVAILABLE, "does not run", "svcs -x imgapi");
  }
}
