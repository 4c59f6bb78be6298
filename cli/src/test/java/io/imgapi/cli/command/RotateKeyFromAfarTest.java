/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.RotatingZone;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.sandbox.ssh.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation from afar, over a real OpenSSH server. */
class RotateKeyFromAfarTest {
  @TempDir Path directory;
  private SshServer server;
  private RotatingZone zone;
  private Path home;

  @BeforeEach
  void start() throws Exception {
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
    Files.writeString(home.resolve(".ssh/known_hosts"), server.knownHostsLine("ed25519"));
    zone = RotatingZone.start(directory.resolve("zone"));
  }

  @AfterEach
  void stop() {
    if (zone != null) {
      zone.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private Run afar(World world, String... more) {
    List<String> words = new ArrayList<>(List.of("rotate-key"));
    words.addAll(List.of("--host", SshServer.user() + "@127.0.0.1:" + server.port()));
    words.addAll(List.of(more));
    return zone.run(world.with(Map.of("HOME", home.toString())), words.toArray(String[]::new));
  }

  @Test
  void theServiceThereEndsOnTheNewKey() throws Exception {
    String oldKeyId = zone.acceptedKeyId();
    Run run = afar(zone.diligent(), "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(zone.acceptedKeyId()).isNotEqualTo(oldKeyId);
    zone.requireService();
    assertThat(zone.journal()).isEmpty();
    assertThat(Files.exists(zone.run().resolve("rotate.turn"))).isFalse();
    assertThat(zone.keyFiles()).hasSize(4);
  }

  @Test
  void aBackupThatRunsThereIsRefusedAndNotStopped() throws Exception {
    String oldKeyId = zone.acceptedKeyId();
    long alive = ProcessHandle.current().pid();
    Files.writeString(
        zone.run().resolve("backup.json"), "{\"state\":\"running\",\"pid\":%d}".formatted(alive));
    Run run = afar(zone.diligent(), "-y");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.LOCKED.status());
    assertThat(run.err())
        .contains("a backup is running on")
        .contains("--host")
        .contains("--resume");
    assertThat(zone.acceptedKeyId()).isEqualTo(oldKeyId);
    assertThat(zone.journal().orElseThrow().state()).isEqualTo(State.PUBLISHED);
    Files.writeString(zone.run().resolve("backup.json"), "{\"state\":\"ended\"}");
    assertThat(afar(World.bare(), "--abort", "-y").status()).isZero();
    assertThat(zone.keyFiles()).hasSize(2);
  }

  @Test
  void oneThatIsAtWorkOnTheMachineItselfIsNotDisturbed() throws Exception {
    Files.writeString(
        zone.run().resolve("rotate.turn"),
        "{\"token\":\"x\",\"here\":true,\"pid\":%d}".formatted(ProcessHandle.current().pid()));
    Run run = afar(zone.diligent(), "-y");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.LOCKED.status());
    assertThat(run.err()).contains("pid " + ProcessHandle.current().pid());
    assertThat(zone.journal()).isEmpty();
  }
}
